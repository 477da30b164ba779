#!/bin/bash
# SPDX-License-Identifier: MIT
#
# named.sh <objdump> <firmware>...: no instruction names x16 to x31. The symbol rt_mtvec is an odd
# address, at which disassemblers make other instructions of the vector table.
set -euo pipefail

objdump=$1
shift
for firmware; do
    "$objdump" -d --no-show-raw-insn "$firmware" | sed '/<rt_mtvec>:/,/^$/d' |
        cut -f 2- >"$firmware.txt"
    grep -qw a5 "$firmware.txt"
    if grep -wE 'a[67]|s[2-9]|s1[01]|t[3-6]' "$firmware.txt"; then
        exit 1
    fi
done
