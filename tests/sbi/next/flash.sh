#!/bin/bash
# SPDX-License-Identifier: MIT
#
# flash.sh <objcopy> <rivet-run> <firmware> <next stage> <image>
#
# Runs the firmware with the next stage at the beginning of the second bank of QEMU's flash. A file
# for the first bank would be what QEMU starts.
set -euo pipefail

"$1" -O binary "$4" "$5"
truncate -s 32M "$5"
exec "$2" --timeout 20 "$3" -- -drive "if=pflash,unit=1,format=raw,readonly=on,file=$5"
