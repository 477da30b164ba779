#!/bin/bash
# SPDX-License-Identifier: MIT
#
# timebase.sh <Rivet> <project> <build folder>
#
# The timer's rate in firmware for sifive_e is that of the QEMU that runs it. For the revisions of
# the HiFive1 it is the chip's, and firmware for them names no machine.
set -euo pipefail
rivet=$1 project=$2 build=$3
rm -rf "$build"
mkdir -p "$build/bin"

# check <board> <QEMU's version> <rate> <what CMake says>
check() {
    printf '#!/bin/sh\necho "QEMU emulator version %s"\n' "$2" >"$build/bin/qemu-system-riscv32"
    chmod +x "$build/bin/qemu-system-riscv32"
    local output machine=0
    output=$(PATH=$build/bin:$PATH cmake -S "$project" -B "$build/$1" -G Ninja \
        -DRIVET_SOURCE="$rivet" -DRIVET_BOARD="$1" \
        --toolchain "$rivet/cmake/toolchain-riscv.cmake" 2>&1)
    printf '%s\n' "$output"
    [ "$(grep -cF "$4" <<<"$output")" = 1 ] ||
        { echo "timebase.sh: there is not one '$4'" >&2 && exit 1; }
    grep -q -- "-DBOARD_TIMEBASE_HZ=$3 " "$build/$1/build.ninja" ||
        { echo "timebase.sh: the board is not compiled with $3 Hz" >&2 && exit 1; }
    ! grep -rqs machine= "$build/$1/rivet_run_notes" || machine=1
    [ $machine = "$([ "$1" = sifive_e ] && echo 1 || echo 0)" ] ||
        { echo "timebase.sh: firmware for $1 names a machine, or none" >&2 && exit 1; }
}

check sifive_e 7.2.22 10000000 \
    "timer counts at 10000000 Hz: that is QEMU 7.2's; the chip's boards are hifive1 and"
check sifive_e 10.0.2 32768 "timer counts at 32768 Hz: that is the chip's, and that of QEMU 8.2"
check hifive1 7.2.22 32768 "Build files have been written"
check hifive1-revb 7.2.22 32768 "Build files have been written"
