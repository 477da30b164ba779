#!/bin/bash
# SPDX-License-Identifier: MIT
#
# installed_gdb.sh <prefix> <firmware>
#
# The installed runner starts GDB with the commands of its installation folder.
set -uo pipefail

output=$("$1/bin/rivet-run" --gdb --gdb-arg -batch --gdb-arg -ex --gdb-arg 'show substitute-path' \
    --gdb-arg -ex --gdb-arg 'help rivet' "$2" </dev/null 2>&1)
printf '%s\n' "$output"
[[ $output == *"\`rivet' -> \`$1/lib/rivet'"* && $output == *"What a Rivet firmware is doing"* ]]
