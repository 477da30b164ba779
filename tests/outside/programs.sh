#!/bin/bash
# SPDX-License-Identifier: MIT
#
# programs.sh <Rivet> <project> <build folder>
#
# Programs in a project that includes Rivet: in RAM they link, and in a flash that Smepmp denies
# them the linker says why not.
set -euo pipefail
rivet=$1 project=$2 build=$3
denied="rivet: PROGRAMS are in the first of RIVET_BOARD_WINDOWS, which a core with Smepmp denies"

# build_for <board>
build_for() {
    cmake -S "$project" -B "$build/$1" -G Ninja -DRIVET_SOURCE="$rivet" -DRIVET_BOARD="$1" \
        --toolchain "$rivet/cmake/toolchain-riscv.cmake" >/dev/null
    cmake --build "$build/$1" --target app
}

build_for virt-rv64
if output=$(build_for opentitan 2>&1); then
    echo "programs.sh: it links for opentitan" >&2
    exit 1
fi
grep -F "$denied" <<<"$output"
