#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/matrix.sh [-j jobs] [--shard i/n] [-L labels] [cell...]
#
# Builds and tests every cell of ci/cells.json, or the cells that are named, several at a time.
# --shard selects the i-th of n shares. -L selects tests by label and is passed to ctest, as in -L
# 'quick|faults'. A cell without such a test fails. A test with the same result in several cells
# runs in the first of them only; see docs/ci.md. Results, sizes and logs go to build/matrix. The
# table is printed last. ci/cells.py --list names the cells.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=$(nproc) share=1 shares=1 labels=
while [ $# -gt 0 ]; do
    case $1 in
    -j) jobs=$2 && shift 2 ;;
    --shard) share=${2%/*} shares=${2#*/} && shift 2 ;;
    -L) labels=$2 && shift 2 ;;
    -*) sed -n '/^# ci/,/^set/s/^# \{0,1\}//p' ci/matrix.sh >&2 && exit 2 ;;
    *) break ;;
    esac
done

cells=("$@")
[ $# -gt 0 ] || mapfile -t cells < <(ci/cells.py --list)
mine=()
for i in "${!cells[@]}"; do
    [ $((i % shares + 1)) != "$share" ] || mine+=("${cells[i]}")
done

results=build/matrix
mkdir -p "$results"

# Runs one cell on one core and writes its line of the table to <cell>.row.
run_cell() {
    local cell=$1 results=$2 labels=$3 verdict=ok began=$SECONDS tests text=- size
    local log=$results/$cell.log
    local build=build/cells/$cell definitions
    mapfile -t definitions < <(ci/cells.py --define "$cell")
    {
        cmake -S . -B "$build" "${definitions[@]}" && cmake --build "$build" --parallel 1 &&
            ctest --test-dir "$build" -j 1 --no-tests=error --output-on-failure \
                ${labels:+-L "$labels"} --output-junit "$PWD/$results/$cell.junit.xml"
    } >"$log" 2>&1 || verdict=FAILED
    tests=$(sed -n 's/.*tests passed, .* out of //p' "$log")
    if [ -e "$build/examples/hello.elf" ]; then
        size=$(sed -n 's/^RIVET_TOOL_PREFIX:INTERNAL=//p' "$build/CMakeCache.txt")size
        "$size" "$build"/examples/*.elf >"$results/$cell.sizes" || true
        text=$(awk '/hello.elf/ {print $1}' "$results/$cell.sizes")
    fi
    printf '%-34s %-6s %5s tests %4s s  hello: %s bytes of code and constants\n' \
        "$cell" "$verdict" "${tests:-0}" $((SECONDS - began)) "$text" >"$results/$cell.row"
    cat "$results/$cell.row"
}
export -f run_cell

for cell in "${mine[@]}"; do
    rm -f "$results/$cell".*
done
printf '%s\n' "${mine[@]}" |
    xargs -P "$jobs" -I{} bash -c 'run_cell "$@"' run_cell {} "$results" "$labels"

echo
failed=0
for cell in "${mine[@]}"; do
    cat "$results/$cell.row"
    if grep -q ' FAILED ' "$results/$cell.row"; then
        failed=$((failed + 1))
        grep -E '^FAILED:|error:|CMake Error|\((Failed|Timeout|Not Run|SEGFAULT)\)|No tests were' \
            "$results/$cell.log" | head -10 | sed 's/^/    /' || true
    fi
done
echo "${#mine[@]} cells, $failed failed"
[ $failed = 0 ]
