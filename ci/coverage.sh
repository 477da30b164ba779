#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/coverage.sh
#
# Builds everything with counters, runs the tests on the host and on the target, and adds up the
# counters. Prints a table of every file of src, hal and lib and writes build/coverage/index.html.
# Fails below the percentages in docs/testing.md.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v gcovr >/dev/null; then
    echo "ci/coverage.sh needs gcovr: install the package gcovr" >&2
    exit 1
fi

failed=0
# try <folder> <argument of cmake>... builds and tests in this folder.
try() {
    folder=build/$1
    shift
    cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DRIVET_COVERAGE=ON "$@" >/dev/null
    cmake --build "$folder"
    find "$folder" \( -name '*.gcda' -o -name '*.counters' \) -delete
    # Tests that count instructions, look for indirect calls or use GDB are left out. Counters add
    # code among a function's first instructions, which confuses GDB.
    ctest --test-dir "$folder" -j "$(nproc)" --quiet --output-log "$folder/ctest.log" \
        -E '^(hal_uart_cost\.|gdb\.|stack\.notes_complete)' || failed=1
    grep -E 'tests passed|\((Failed|Timeout)\)' "$folder/ctest.log"
}

target=coverage-target
host=coverage-host
try $target --toolchain cmake/toolchain-riscv.cmake -DRIVET_BOARD=virt-rv64
try $host -DRIVET_BOARD=host
python3 tools/coverage.py "build/$target/counters"

mkdir -p build/coverage
collect() {
    gcovr --root . --object-directory "build/$1" --gcov-executable "$2" \
        --filter src/ --filter hal/ --filter lib/ --exclude src/test/ \
        --exclude-unreachable-branches \
        --json "build/coverage/$1.json" "build/$1"
}
prefix=$(sed -n 's/^RIVET_TOOL_PREFIX:INTERNAL=//p' "build/$target/CMakeCache.txt")
collect $target "${prefix}gcov"
collect $host gcov
merged=(--root . --add-tracefile "build/coverage/$target.json"
    --add-tracefile "build/coverage/$host.json")
gcovr "${merged[@]}" --html-details build/coverage/index.html \
    --fail-under-line 97 --fail-under-branch 85 || failed=1
gcovr "${merged[@]}" --txt build/coverage/lines.txt
gcovr "${merged[@]}" --txt build/coverage/branches.txt --branches
cat build/coverage/lines.txt
grep TOTAL build/coverage/branches.txt | sed 's/TOTAL/branches/'
echo "build/coverage/index.html"
exit $failed
