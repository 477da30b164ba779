#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/test.sh [preset...]
#
# Sets up, then configures, builds and tests each preset; without arguments, those listed below.
# Every preset is tested even if one fails. CTest's own summaries come last, together.
set -euo pipefail
cd "$(dirname "$0")/.."

presets=("$@")
[ $# -gt 0 ] || presets=(host virt-rv64 virt-rv32 virt-rv64-clang virt-rv32-clang virt-rv64-flash sifive_e sifive_u)

ci/setup.sh test

mkdir -p build
failed=()
for preset in "${presets[@]}"; do
    echo "=== $preset"
    log=build/$preset.ctest.log
    rm -f "$log"
    if cmake --preset "$preset" && cmake --build --preset "$preset" &&
        ctest --preset "$preset" --output-junit "$PWD/build/$preset.junit.xml" --output-log "$log"; then
        continue
    fi
    failed+=("$preset")
done

echo
for preset in "${presets[@]}"; do
    echo "=== $preset"
    grep -E 'tests passed|tests failed|Total Test time|\((Failed|Timeout|Not Run|SEGFAULT)\)' \
        "build/$preset.ctest.log" || echo "did not build"
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
