#!/bin/bash
# SPDX-License-Identifier: MIT
#
# timebase.sh <Rivet> <project> <build folder>
#
# The timer's rate in firmware for sifive_e is that of the QEMU that runs it, or the chip's.
set -euo pipefail
rivet=$1 project=$2 build=$3
rm -rf "$build"
mkdir -p "$build/bin"

# check <QEMU's version> <rate> <reason> [<cmake argument>...]
check() {
    printf '#!/bin/sh\necho "QEMU emulator version %s"\n' "$1" >"$build/bin/qemu-system-riscv32"
    chmod +x "$build/bin/qemu-system-riscv32"
    local output text="sifive_e: the timer counts at $2 Hz: that is $3"
    output=$(PATH=$build/bin:$PATH cmake -S "$project" -B "$build/out" -G Ninja \
        -DRIVET_SOURCE="$rivet" -DRIVET_BOARD=sifive_e \
        --toolchain "$rivet/cmake/toolchain-riscv.cmake" "${@:4}" 2>&1)
    printf '%s\n' "$output"
    [ "$(grep -cF "$text" <<<"$output")" = 1 ] ||
        { echo "timebase.sh: there is not one '$text'" >&2 && exit 1; }
    grep -q -- "-DBOARD_TIMEBASE_HZ=$2 " "$build/out/build.ninja" ||
        { echo "timebase.sh: the board is not compiled with $2 Hz" >&2 && exit 1; }
}

check 7.2.22 10000000 "QEMU 7.2's; for the chip, configure with -DRIVET_FOR_CHIP=ON"
check 10.0.2 32768 "the chip's, and that of QEMU 8.2 and later"
rm -rf "$build/out"
check 7.2.22 32768 "the chip's, since RIVET_FOR_CHIP is ON" -DRIVET_FOR_CHIP=ON
! grep -rqs machine=sifive_e "$build/out/rivet_run_notes" ||
    { echo "timebase.sh: firmware for the chip names QEMU's machine" >&2 && exit 1; }
check 8.2.0 32768 "the chip's, and that of QEMU 8.2 and later" -DRIVET_FOR_CHIP=OFF
grep -rqs machine=sifive_e "$build/out/rivet_run_notes" ||
    { echo "timebase.sh: firmware for QEMU names no machine" >&2 && exit 1; }
