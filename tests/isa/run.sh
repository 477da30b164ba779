#!/bin/bash
# SPDX-License-Identifier: MIT
#
# run.sh <build folder> <missing> <extensions> <cmake argument>...
#
# Builds a project for an instruction set with the extensions and runs its tests. If QEMU's core
# misses some, rivet-run must name one of them, and only the tests of the image are run. Both are
# lists with semicolons.
set -euo pipefail

build=$1 missing=$2 extensions=$3
shift 3

rm -rf "$build"
cmake -B "$build" -G Ninja "-DEXTENSIONS=$extensions" "$@"
cmake --build "$build"

chosen=()
if [ -n "$missing" ]; then
    status=0
    output=$("$(find "$build" -name rivet-run -type f)" "$build/work.elf" 2>&1 </dev/null) ||
        status=$?
    printf '%s\n' "$output"
    if ! [[ $status == 125 && $output =~ 'for the extension '(${missing//;/|})', which the core' ]]
    then
        echo "run.sh: the status is $status; rivet-run should have named one of $missing" >&2
        exit 1
    fi
    chosen=(-L image)
fi
ctest --test-dir "$build" --no-tests=error --output-on-failure "${chosen[@]}"
