#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/bench.sh [--record] [--docs] [--host]
#
# Builds tests/bench on both widths for speed and for size, and runs it. Prints one table and writes
# bench.json. --record records the figures that the test bench.budgets compares later builds with.
# --docs writes table and plot to docs/performance.md and docs/performance.svg.
# --host adds what configuring, building and testing cost on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

record='' docs='' host=''
for argument in "$@"; do
    case $argument in
    --record) record=1 ;;
    --docs) docs=1 ;;
    --host) host=1 ;;
    *)
        sed -n '4,9s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
    esac
done

ci/setup.sh test >&2

# collect <folder> <option>... builds with these options and collects the figures.
collect() {
    local prefix
    prefix=$(sed -n 's/^RIVET_TOOL_PREFIX:INTERNAL=//p' "$1/CMakeCache.txt")
    python3 tools/bench_collect.py --list "$1/tests/bench/bench.list" --run "$1/rivet-run" \
        --size "${prefix}size" "${@:2}"
}

# add_variant <board> <name> <instruction set> <pattern> <bench>... adds these benches, which the
# pattern must match, of another instruction set.
add_variant() {
    local board=$1 folder=build/bench/$1-$2 isa=$3 pattern=$4
    shift 4
    cmake --preset "$board" -B "$folder" -DRIVET_ISA="$isa" -DRIVET_COMPILER=gcc >/dev/null
    cmake --build "$folder" --target "${@/#/bench_}" rivet_run -- --quiet >&2
    collect "$folder" --only "bench_$pattern" --board "$board" --build Release \
        --json "$folder/bench.json"
    parts+=("$folder/bench.json")
}

parts=()
for board in virt-rv64 virt-rv32; do
    for build in Release MinSizeRel; do
        folder=build/bench/$board-$build
        cmake --preset $board -B "$folder" -DCMAKE_BUILD_TYPE=$build -DRIVET_COMPILER=gcc >/dev/null
        cmake --build "$folder" --target bench -- --quiet >&2
        [ -z "$record" ] ||
            collect "$folder" --board $board --build $build --record tests/bench/budgets.csv
        collect "$folder" --board $board --build $build --json "$folder/bench.json"
        parts+=("$folder/bench.json")
    done
    isa=${board/virt-/}
    # Floating point in handlers, and the heap with instructions for bits.
    add_variant $board float "${isa}gc" 'trap_float_*' trap_float_touched trap_float_untouched
    add_variant $board bits "${isa}imac_zba_zbb" heap_bits heap_bits
done

python3 tools/bench_report.py ${docs:+--docs docs/performance.md} bench.json "${parts[@]}"
[ -z "$docs" ] || python3 tools/bench_plot.py bench.json docs/performance.svg
[ -z "$host" ] || python3 tools/bench_host.py bench.json
