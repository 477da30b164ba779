#!/bin/sh
# SPDX-License-Identifier: MIT
#
# hart_boots.sh <rivet-run> <firmware> <times> boots several times; one lost hart in any boot fails.
set -eu

boot=1
while [ "$boot" -le "$3" ]; do
    if ! "$1" --timeout 30 --test every_hart_starts_with_memory_of_its_own "$2" >/dev/null; then
        echo "boot $boot of $3 failed"
        exit 1
    fi
    boot=$((boot + 1))
done
