#!/bin/sh
# SPDX-License-Identifier: MIT
#
# callers.sh <rivet-run> <firmware> FUNCTION...: the backtrace of the firmware's panic must be these
# functions, from the innermost on, and no others. What was left in stdout's buffer comes first. A
# place in start.S counts as _start, which has other names too.
runner=$1
firmware=$2
shift 2
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
