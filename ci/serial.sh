#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/serial.sh PRESET [--no-restart] [ARGUMENT OF CTEST...]
#
# Runs the test cases of a preset as on a board that is connected to a serial port: built without
# semihosting in build/PRESET-serial, one after the other, on QEMU behind a pseudo-terminal. With
# --no-restart the board can't be restarted from here, and starts over by itself. It is an error if
# there is no such case.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    sed -n '/^# ci/,/^set/s/^# \{0,1\}//p' ci/serial.sh
}

preset=""
board=(tests/serial/board.py)
arguments=()
for argument in "$@"; do
    case $argument in
    --help | -h) usage && exit ;;
    --no-restart) board+=(--no-restart) ;;
    *)
        if [ -z "$preset" ]; then
            preset=$argument
        else
            arguments+=("$argument")
        fi
        ;;
    esac
done
case $preset in
"" | -*) usage >&2 && exit 2 ;;
esac

folder=$PWD/build/$preset-serial
cmake --preset "$preset" -B "$folder" -DRIVET_SEMIHOSTING=OFF >/dev/null
cmake --build "$folder"
exec python3 -B "${board[@]}" "$folder/rivet-run" \
    ctest --test-dir "$folder" --output-on-failure --no-tests=error -L '^case$' "${arguments[@]}"
