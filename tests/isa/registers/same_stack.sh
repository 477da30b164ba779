#!/bin/bash
# SPDX-License-Identifier: MIT
#
# same_stack.sh <rivet-run> <firmware>...: the reports say the same of the stack, whoever wrote
# them.
set -uo pipefail

run=$1
shift
for firmware; do
    line=$("$run" --timeout 20 "$firmware" </dev/null | grep '^  stack ')
    echo "$line"
    if [ -z "$line" ] || [ "$line" != "${first=$line}" ]; then
        exit 1
    fi
done
