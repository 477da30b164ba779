#!/bin/bash
# SPDX-License-Identifier: MIT
#
# reproducible.sh <rivet> <folder> <cmake argument>...
#
# Two copies of the source must build the same bytes. Their folders' names differ, also in length,
# and so do the dates. Both compilers take the date from SOURCE_DATE_EPOCH.
set -euo pipefail

# A compiler cache would skip the second compilation.
export CCACHE_DISABLE=1

rivet=$1 folder=$2
shift 2
images=(hello monitor)

# build <source> <build folder> <date> <cmake argument>...
build() {
    local source=$1 build=$2 date=$3
    shift 3
    mkdir -p "$source"
    tar -C "$rivet" --exclude=./build --exclude=./.git -cf - . | tar -C "$source" -xf - -m
    export SOURCE_DATE_EPOCH=$date
    cmake -S "$source" -B "$build" -G Ninja --toolchain "$source/cmake/toolchain-riscv.cmake" "$@"
    cmake --build "$build" --target "${images[@]}"
    (cd "$build/examples" && sha256sum "${images[@]/%/.elf}") >"$source.sums"
}

rm -rf "$folder"
build "$folder/one" "$folder/one/build" 1000000000 "$@"
build "$folder/another place/two" "$folder/elsewhere" 1700000000 "$@"
cat "$folder/one.sums"
diff "$folder/one.sums" "$folder/another place/two.sums"
