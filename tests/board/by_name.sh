#!/bin/bash
# SPDX-License-Identifier: MIT
#
# by_name.sh <Rivet>
#
# Tests go by what a board has (cmake/RivetBoardHas.cmake), so that a board in a folder of its own
# gets those of Rivet's boards. A condition on the board's name is for tests that run once in the
# whole matrix only, so that it also has a compiler, an instruction set or a scope.
set -uo pipefail

cd "$1" || exit
found=$(grep -rnE 'RIVET_BOARD\b.*(STREQUAL|MATCHES|IN_LIST)' tests --include=CMakeLists.txt \
    --include='*.cmake' | grep -vE 'STREQUAL "host"|RIVET_(COMPILER|ISA|TEST_SCOPE)')
if [ -n "$found" ]; then
    printf '%s\n' "by_name.sh: these go by the board's name:" "$found" >&2
    exit 1
fi
