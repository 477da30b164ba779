#!/bin/bash
# SPDX-License-Identifier: MIT
#
# hifive1.sh <Rivet> <build folder>
#
# QEMU's models of both revisions of the HiFive1 start the images for these boards, whose code is
# where each revision's boot loader jumps to.
set -euo pipefail
rivet=$1 build=$2

# check <board> <QEMU's machine> <address>
check() {
    cmake -S "$rivet" -B "$build/$1" -G Ninja -DRIVET_BOARD="$1" -DCMAKE_BUILD_TYPE=Release \
        --toolchain "$rivet/cmake/toolchain-riscv.cmake" >/dev/null
    cmake --build "$build/$1" --target hello image-hello
    cmake --build "$build/$1" --target image-hello | grep -F "belong at $3"
    # shellcheck disable=SC2016 # rivet-run's shell has RIVET_ELF.
    "$build/$1/rivet-run" --timeout 20 "$build/$1/examples/hello.elf" --run \
        "qemu-system-riscv32 -machine $2 -display none -serial stdio -monitor none -bios none \
        -semihosting -kernel "'$RIVET_ELF' | grep -xF "Hello from $1!"
}

check hifive1 sifive_e 0x20400000
check hifive1-revb sifive_e,revb=true 0x20010000
