#!/bin/bash
# SPDX-License-Identifier: MIT
#
# aia.sh <Rivet> <build folder> <board> <test>...
#
# The contract of the interrupt controller, what runs above it, and further tests, on a board with
# an APLIC.
set -euo pipefail
rivet=$1 build=$2 board=$3
tests=(start hal_board hal_irq hal_irq_level hal_ring irq_sources irq_default "${@:4}")

cmake -S "$rivet" -B "$build" -G Ninja -DRIVET_BOARD="$board" -DCMAKE_BUILD_TYPE=Release \
    -DRIVET_TESTS=ON -DRIVET_WERROR=ON \
    --toolchain "$rivet/cmake/toolchain-riscv.cmake" >/dev/null
cmake --build "$build" --target "${tests[@]}"
ctest --test-dir "$build" --no-tests=error --output-on-failure \
    -R "^($(IFS='|'; echo "${tests[*]}"))\\."
