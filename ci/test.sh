#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/test.sh [--all | PRESET...]
#
# Sets everything up, then runs the gates and tests presets:
#   without arguments  the selection "default" of ci/cells.json: finds most errors in six minutes
#   --all              the selection "all": every test of the presets that it names
#   PRESET...          these presets with all their tests, and no gates
# Every step runs, even if an earlier one failed. The last screen has each step's result and time,
# the names of the tests that failed, the last lines of each, and a command that repeats it.
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
'' | --all)
    [ $# -le 1 ] || { echo "ci/test.sh: --all takes no preset" >&2 && exit 2; }
    ci/setup.sh lint
    ;;
-*) sed -n '/^# ci/,/^set/s/^# \{0,1\}//p' ci/test.sh >&2 && exit 2 ;;
esac
ci/setup.sh test
exec python3 -B ci/steps.py "$@"
