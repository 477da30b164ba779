#!/bin/bash
# SPDX-License-Identifier: MIT
#
# enable_testing.sh <project> <build folder> <case> <cmake argument>...
#
# CMake must warn once if ctest would find no test in the build folder, and else not.
set -euo pipefail

project=$1 build=$2 case=$3
shift 3

declare -A expected=(
    [nowhere]="$project/below/CMakeLists.txt does not call enable_testing()"
    [below]="$project/CMakeLists.txt does not call enable_testing()"
)
rm -rf "$build"
output=$(cmake -S "$project" -B "$build" -G Ninja -DCASE="$case" "$@" 2>&1 | tr -s ' \n' '  ')
printf '%s\n' "$output"
warnings=$({ grep -o "CMake Warning" || true; } <<<"$output" | wc -l)
text=${expected[$case]-}
[ "$warnings" = $((${#text} > 0)) ]
[[ $output == *"$text"* ]]

# Tests that were not built are found too, as failing ones.
found=$(ctest --test-dir "$build" -N | sed -n 's/^Total Tests: //p')
if [ -n "$text" ] || [ "$case" = off ]; then
    [ "$found" = 0 ]
else
    [ "$found" != 0 ]
fi
