#!/bin/sh
# SPDX-License-Identifier: MIT
#
# same_code.sh OBJCOPY FIRMWARE OTHER passes if both have the same code and constants, and neither
# has a text of a log call.
set -eu
objcopy=$1
for file in "$2" "$3"; do
    if grep -a "text of" "$file"; then
        echo "same_code.sh: $file has these texts of log calls"
        exit 1
    fi
    "$objcopy" -O binary -j .text -j .rodata "$file" "$file.bin"
done
cmp "$2.bin" "$3.bin"
