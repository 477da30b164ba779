#!/bin/bash
# SPDX-License-Identifier: MIT
#
# kept_folder.sh <Rivet> <project> <build folder>
#
# A build folder keeps its compiler, and what checks found. It may change the board, but not to one
# of another width, nor the compiler. A configuration that failed before decides nothing.
set -euo pipefail
rivet=$1 project=$2 build=$3
rm -rf "$build"

configure() {
    cmake -S "$project" -B "$build" -G Ninja -DRIVET_SOURCE="$rivet" \
        --toolchain "$rivet/cmake/toolchain-riscv.cmake" "$@" 2>&1
}

fail() {
    echo "kept_folder.sh: $1" >&2
    exit 1
}

# refused <text> <cmake argument>...
refused() {
    local text=$1 output
    shift
    ! output=$(configure "$@") || fail "it configured, and did not say '$text'"
    printf '%s\n' "$output"
    [[ $(tr -s ' \n' '  ' <<<"$output") == *"$text"* ]] || fail "it did not say '$text'"
}

refused "RIVET_CLANG" -DRIVET_BOARD=virt-rv32 -DRIVET_COMPILER=clang -DRIVET_CLANG=/nowhere/clang
configure -DRIVET_BOARD=virt-rv64 -DRIVET_COMPILER=gcc -URIVET_CLANG
refused "for rv64: for rv32 use another folder" -DRIVET_BOARD=virt-rv32
refused "for gcc: for clang use another folder" -DRIVET_BOARD=virt-rv64 -DRIVET_COMPILER=clang
configure -DRIVET_BOARD=sifive_u -DRIVET_COMPILER=gcc
