#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/demo.sh
#
# Sets up, builds the monitor for QEMU's 64-bit "virt" machine and boots it on the terminal.
# It also reads from a pipe:  printf 'info\nexit 3\n' | ci/demo.sh
# The exit status is the firmware's. Output of the build goes to standard error.
set -euo pipefail
cd "$(dirname "$0")/.."

{
    ci/setup.sh build
    cmake --preset virt-rv64
    cmake --build --preset virt-rv64 --target monitor rivet_run
} </dev/null >&2

[ ! -t 0 ] || echo "Ctrl-A X leaves the machine; exit ends the monitor." >&2
exec build/virt-rv64/rivet-run build/virt-rv64/examples/monitor.elf
