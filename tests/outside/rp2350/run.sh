#!/bin/bash
# SPDX-License-Identifier: MIT
#
# run.sh <Rivet> <build folder> <compiler>
#
# Everything links for the RP2350, and the images are as its boot ROM wants them. Nothing here runs
# the firmware: see tests/third-party/hazard3.
set -euo pipefail
rivet=$1 build=$2 compiler=$3

rm -rf "$build"
cmake -S "$rivet" -B "$build" -G Ninja -DRIVET_BOARD=rp2350 -DCMAKE_BUILD_TYPE=Release \
    -DRIVET_COMPILER="$compiler" --toolchain "$rivet/cmake/toolchain-riscv.cmake" >/dev/null
cmake --build "$build" --target hello sampler thermometer start hal_board hal_irq hart_2 \
    irq_nesting image-hello
output=$(cmake --build "$build" --target image-hello)
grep -F "hello.bin has " <<<"$output" | grep -F "belong at 0x10000000."
grep -xE "hello.uf2 has [0-9]+ blocks of family 0xe48bff5a\." <<<"$output"
"$rivet/tests/outside/rp2350/images.py" "$build/examples/hello.bin" "$build/examples/hello.uf2"

# All code is in one NAPOT region.
address() { nm "$build/tests/target/start.elf" | sed -n "s/ . $1\$//p"; }
code=$((0x$(address rt_text_end) - 0x$(address rt_text_start)))
[ $((code & (code - 1))) = 0 ]

# The images are not written again, and are made if they are missing.
before=$(stat -c %y "$build/examples/hello.uf2")
cmake --build "$build" --target image-hello >/dev/null
[ "$before" = "$(stat -c %y "$build/examples/hello.uf2")" ]
rm "$build/examples/hello.uf2"
cmake --build "$build" --target image-hello >/dev/null
[ -s "$build/examples/hello.uf2" ]
