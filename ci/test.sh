#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/test.sh [preset...]
#
# Sets up, then configures, builds and tests each preset. Without arguments: the gates of
# ci/lint.sh, then the presets that ci/cells.json calls "quick" with all their tests and those it
# calls "smoke" with the tests labelled quick. Everything is tried even if one thing fails. CTest's
# own summaries come last, together. ci/matrix.sh tests every cell.
set -euo pipefail
cd "$(dirname "$0")/.."

presets=("$@")
smoke=()
ci/setup.sh test

mkdir -p build
failed=()
if [ $# = 0 ]; then
    mapfile -t presets < <(ci/cells.py --quick)
    mapfile -t smoke < <(ci/cells.py --smoke)
    ci/setup.sh lint
    ci/lint.sh || failed+=(lint)
fi
for preset in "${presets[@]}" "${smoke[@]}"; do
    echo "=== $preset"
    log=build/$preset.ctest.log
    label=()
    [[ " ${smoke[*]} " != *" $preset "* ]] || label=(-L quick)
    rm -f "$log"
    if cmake --preset "$preset" && cmake --build --preset "$preset" &&
        ctest --preset "$preset" "${label[@]}" \
            --output-junit "$PWD/build/$preset.junit.xml" --output-log "$log"; then
        continue
    fi
    failed+=("$preset")
done

echo
for preset in "${presets[@]}" "${smoke[@]}"; do
    echo "=== $preset"
    grep -E 'tests passed|tests failed|Total Test time|\((Failed|Timeout|Not Run|SEGFAULT)\)' \
        "build/$preset.ctest.log" || echo "did not build"
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
