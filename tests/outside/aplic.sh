#!/bin/bash
# SPDX-License-Identifier: MIT
#
# aplic.sh <Rivet> <build folder>
#
# The contract of the interrupt controller, and what runs above it, on the board with an APLIC.
set -euo pipefail
rivet=$1 build=$2

cmake -S "$rivet" -B "$build" -G Ninja -DRIVET_BOARD=virt-rv64-aplic -DCMAKE_BUILD_TYPE=Release \
    -DRIVET_TESTS=ON -DRIVET_WERROR=ON \
    --toolchain "$rivet/cmake/toolchain-riscv.cmake" >/dev/null
cmake --build "$build" --target start hal_board hal_irq hal_ring irq_sources irq_default
ctest --test-dir "$build" --no-tests=error --output-on-failure \
    -R '^(start|hal_board|hal_irq|hal_ring|irq_sources|irq_default)\.'
