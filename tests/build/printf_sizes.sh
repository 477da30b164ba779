#!/bin/sh
# SPDX-License-Identifier: MIT
#
# printf_sizes.sh SIZE ELF... checks that the code of each firmware is larger than that of the one
# before it. SIZE is the program of the binutils.
size=$1
shift
last=0
for elf; do
    text=$("$size" "$elf" | awk 'NR == 2 {print $1}')
    echo "$text $elf"
    if [ "$text" -le "$last" ]; then
        echo "printf_sizes.sh: it must be larger than the one before"
        exit 1
    fi
    last=$text
done
