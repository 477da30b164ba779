#!/bin/sh
# SPDX-License-Identifier: MIT
#
# callers.sh <rivet-run> <firmware> <function of ra> FUNCTION...: the backtrace of the firmware's
# panic must be these functions, from the innermost on, and no others. The register ra is behind a
# call, and the report names the function that has it, also if a log has put the time before each
# line. What was left in stdout's buffer comes first. A place in start.S counts as _start, which has
# other names too.
runner=$1
firmware=$2
function_of_ra=$3
shift 3
output=$("$runner" "$firmware" </dev/null)
found=$(printf '%s\n' "$output" | sed -nE 's/^  #[0-9]+ +0x[0-9a-f]+ *//p' |
    sed -E 's/^.* at rivet.src.start.start\.S:.*/_start/; s/ at .*//; s/^$/?/' | tr '\n' ' ')
if [ "$found" != "$* " ]; then
    echo "the callers are: $found"
    exit 1
fi
if [ "$(printf '%s\n' "$output" | head -n 1)" != "not flushed yet" ]; then
    echo "the output begins with another line: $output"
    exit 1
fi
# Lines with only a place are the runner's.
timed=$(printf '%s\n' "$output" | sed -E '/^ +0x/d; s/^/[12:34:56] /' |
    "$runner" --symbolise "$firmware")
for report in "$output" "$timed"; do
    named=$(printf '%s\n' "$report" |
        sed -nE '/  ra  0x/{n; s/^ *0x[0-9a-f]+ *//; s/ at .*//; p}')
    if [ "$named" != "$function_of_ra" ]; then
        echo "ra is in '$named', not in $function_of_ra: $report"
        exit 1
    fi
done
