#!/bin/sh
# SPDX-License-Identifier: MIT
#
# panic_registers.sh <rivet-run> <firmware> <case> <16 or 32>: the report of the case must have each
# register once, three in a line, between the stack's line and the backtrace, and nothing else
# there.
expected=" ra sp gp tp t0 t1 t2 s0 s1 a0 a1 a2 a3 a4 a5 "
if [ "$4" = 32 ]; then
    expected="${expected}a6 a7 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 t3 t4 t5 t6 "
fi
lines=$("$1" --test "$3" "$2" | sed -n '/^  mstatus /,/^  #0 /p' | sed '1,2d;$d')
found=$(printf '%s\n' "$lines" | sed -E 's/0x([0-9a-f]{8}){1,2}( |$)//g' | tr -s ' \n' ' ')
if [ "$found" != "$expected" ]; then
    echo "the registers are:$found"
    exit 1
fi
if [ "$(printf '%s\n' "$lines" | wc -l)" != $((($4 + 1) / 3)) ]; then
    echo "the registers are not in lines of three: $lines"
    exit 1
fi
