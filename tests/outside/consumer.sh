#!/bin/bash
# SPDX-License-Identifier: MIT
#
# consumer.sh <project> <build folder> <expected status> <expected text> <cmake argument>...
#
# Configures, builds and runs an outside project's firmware "app" and checks its images and bill
# of materials. RIVET_TIMEOUT is the time limit in seconds.
set -euo pipefail

project=$1 build=$2 status=$3 text=$4
shift 4

rm -rf "$build"
cmake -S "$project" -B "$build" -G Ninja "$@"
cmake --build "$build"

runner=$(find "$build" -name rivet-run -type f)
# An installed Rivet includes the runner.
[ -n "$runner" ] || runner=$RIVET_INSTALLED/bin/rivet-run

rivet=$(dirname "$0")/../..
[ -z "${RIVET_INSTALLED-}" ] || rivet=$RIVET_INSTALLED/lib/rivet
"$(dirname "$0")/../build/sbom.py" "$build" "$build/app.elf" "$rivet" "$project"
"$(dirname "$0")/../image/check.py" "$build" "$build/app.elf" relink

answered=0
output=$("$runner" ${RIVET_TIMEOUT:+--timeout "$RIVET_TIMEOUT"} "$build/app.elf" \
    </dev/null) || answered=$?
printf '%s\n' "$output"
if [ "$answered" != "$status" ]; then
    echo "consumer.sh: the status is $answered, but must be $status" >&2
    exit 1
fi
if [[ $output != *"$text"* ]]; then
    echo "consumer.sh: the output does not contain '$text'" >&2
    exit 1
fi
if grep -qE 'add_test|include' "$build/CTestTestfile.cmake" 2>/dev/null; then
    ctest --test-dir "$build" --no-tests=error --output-on-failure
fi
