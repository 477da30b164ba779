#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/serial.sh PRESET [--no-restart] [ARGUMENT OF CTEST...]
#
# Runs the test cases of a preset as on a board that is connected to a serial port: built without
# semihosting in build/PRESET-serial, one after the other, on QEMU behind a pseudo-terminal. With
# --no-restart the board can't be restarted from here, and starts over by itself.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { sed -n '/^# ci/,/^set/s/^# \{0,1\}//p' ci/serial.sh >&2 && exit 2; }

preset=$1
folder=$PWD/build/$preset-serial
shift
board=(tests/serial/board.py)
if [ "${1-}" = --no-restart ]; then
    board+=(--no-restart)
    shift
fi
cmake --preset "$preset" -B "$folder" -DRIVET_SEMIHOSTING=OFF >/dev/null
cmake --build "$folder"
exec python3 -B "${board[@]}" "$folder/rivet-run" \
    ctest --test-dir "$folder" --output-on-failure -L '^case$' "$@"
