#!/bin/bash
# SPDX-License-Identifier: MIT
#
# loads.sh PYTHON RIVET_RUN FIRMWARE OTHER
#
# Runs cases of two images in turn on one board. It is loaded once for each change of the image.
set -euo pipefail
python=$1 rivet_run=$2 firmware=$3 other=$4
pass="$rivet_run --timeout 20 --test every_row_is_a_case/small $firmware"
fail="$rivet_run --timeout 20 --test fails_checks $other"

output=$("$python" -B "$(dirname "$0")/board.py" "$rivet_run" sh -c \
    "$pass && $pass && $pass && ! $fail && ! $fail && $pass" 2>&1) || {
    echo "$output"
    exit 1
}
loads=$(grep '^board: loaded' <<<"$output")
expected="board: loaded ${firmware##*/}
board: loaded ${other##*/}
board: loaded ${firmware##*/}"
if [ "$loads" != "$expected" ]; then
    echo "loads.sh: expected:" "$expected" "got:" "$loads"
    exit 1
fi
