#!/bin/bash
# SPDX-License-Identifier: MIT
#
# turns.sh PYTHON RIVET_RUN FIRMWARE
#
# Cases that are started at the same time have one board in turn.
set -euo pipefail
case="$2 --timeout 20 --test every_row_is_a_case/small $3"

exec "$1" -B "$(dirname "$0")/board.py" "$2" bash -c \
    "for i in 1 2 3 4; do $case & done; failed=0; for i in 1 2 3 4; do wait -n || failed=1; done
    exit \$failed"
