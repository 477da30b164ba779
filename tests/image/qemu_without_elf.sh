#!/bin/bash
# SPDX-License-Identifier: MIT
#
# qemu_without_elf.sh <QEMU's arguments>... is what rivet-run starts in place of $IMAGE_QEMU. It
# leaves out the firmware, so that the machine has only the image that the other arguments load. The
# machine on which rivet-run tries a core has no firmware.
set -euo pipefail

arguments=()
left_out=0
while [ $# -gt 0 ]; do
    case "$1 ${2-}" in
    "-bios none")
        arguments+=("$1" "$2")
        shift 2
        ;;
    "-bios "* | "-kernel "* | "-drive if=pflash,unit=0,format=raw,readonly=on,file=/"*"/fd/"*)
        left_out=$((left_out + 1))
        shift 2
        ;;
    *)
        arguments+=("$1")
        shift
        ;;
    esac
done
if [ "$left_out" != 1 ] && [[ " ${arguments[*]} " != *" -machine none "* ]]; then
    echo "qemu_without_elf.sh: $left_out arguments load the firmware" >&2
    exit 1
fi
exec "$IMAGE_QEMU" "${arguments[@]}"
