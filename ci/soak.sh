#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/soak.sh [preset] [repeats]
# ci/soak.sh --damage [preset] [count] [first seed]
# ci/soak.sh --backtraces [preset] [count] [first seed]
# ci/soak.sh --attack [preset] [count] [first seed]
# ci/soak.sh --sbi [preset] [count] [seed]
# ci/soak.sh --linux [boots]
#
# The first form runs the tests labelled "quick" 200 times, or as often as given, with four tests in
# parallel for each processor. It stops at the first failure and retries nothing. It fails if a test
# left a process behind.
#
# The second form damages a working firmware at random, 4000 times for each kind of damage, or as
# often as given; see tests/target/soak.py.
#
# The third form does the same to firmware with REPORT host, 4000 times in all, and compares the
# backtraces with GDB's; see tests/target/backtraces.py.
#
# The fourth form runs random programs in user mode against the kernel of examples/tinyos, 100000 of
# them; see tests/mode/attack.c.
#
# The fifth form makes 1000000 random calls of the firmware of examples/sbi on four harts; see
# tests/sbi/hostile/storm.c.
#
# The sixth form boots Debian's Linux on it 20 times, or as often as given, with 1, 2, 4 and 8
# harts; see ci/linux.sh. In a new Debian 13:
# ci/fresh.sh trixie bash -c "ci/setup.sh build && ci/soak.sh --linux".
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1-}" = --damage ]; then
    preset=${2:-virt-rv64}
    folder=$PWD/build/$preset
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" --target soak rivet_run
    exec tests/target/soak.py "$folder/rivet-run" "$folder/tests/target/soak.elf" \
        "${3:-4000}" "${4:-1}"
fi

if [ "${1-}" = --backtraces ]; then
    preset=${2:-virt-rv64}
    folder=$PWD/build/$preset
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" --target soak_host rivet_run
    exec tests/target/backtraces.py "$folder/rivet-run" "$folder/tests/target/soak_host.elf" \
        gdb-multiarch "$folder/backtraces" "${3:-4000}" 99 "${4:-1}"
fi

if [ "${1-}" = --attack ]; then
    preset=${2:-virt-rv64}
    folder=$PWD/build/$preset
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" --target attack rivet_run
    echo "${3:-100000} ${4:-1}" | "$folder/rivet-run" "$folder/tests/mode/attack.elf"
    exit
fi

if [ "${1-}" = --sbi ]; then
    preset=${2:-virt-rv64}
    folder=$PWD/build/$preset
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" --target rivet-sbi sbi_hostile rivet_run
    exec tests/sbi/run.py "$folder/rivet-run" "$folder/examples/rivet-sbi.elf" \
        "$folder/tests/sbi/sbi_hostile.elf" \
        --nm "$(sed -n 's/^CMAKE_NM:FILEPATH=//p' "$folder/CMakeCache.txt")" --timeout 3600 \
        --append "calls=${3:-1000000} seed=${4:-1}" -- -smp 4
fi

if [ "${1-}" = --linux ]; then
    cmake --preset virt-rv64 >/dev/null
    cmake --build --preset virt-rv64 --target rivet-sbi
    exec ci/linux.sh --require --boots "${2:-20}" --limit 600 \
        --firmware build/virt-rv64/examples/rivet-sbi.elf
fi

preset=${1:-virt-rv64}
repeats=${2:-200}
folder=$PWD/build/$preset

rm -f "$folder/soak.log"
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset"
# Every process of a test inherits this.
RIVET_SOAK=$$ ctest --test-dir "$folder" -L quick --repeat until-fail:"$repeats" \
    -j $(($(nproc) * 4)) --no-tests=error --output-on-failure --quiet \
    --output-log "$folder/soak.log" || {
    tail -n 60 "$folder/soak.log"
    echo "soak: a test failed within $repeats repeats"
    exit 1
}
tail -n 12 "$folder/soak.log"

left=0
for process in /proc/[0-9]*; do
    # A process may end while we look.
    if grep -qsxz "RIVET_SOAK=$$" "$process/environ"; then
        echo "soak: left behind: process ${process#/proc/}, $(cat "$process/comm")"
        left=1
    fi
done
[ $left -eq 0 ] && echo "soak: $repeats repeats, no failure, no process left behind"
exit $left
