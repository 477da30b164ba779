#!/bin/sh
# SPDX-License-Identifier: MIT
#
# ci/mutate.sh [--seed N] [--count N] [-j N] [--fast] [--list] [AREA...]
#
# Makes COUNT small errors in the sources of the areas, one at a time in a copy of the tree, and
# runs the tests of the area. Prints each error that no test noticed, and the share that was. The
# status is 1 if that is below 97 %. ci/mutants.txt lists errors that change nothing.
#   AREA     an area of ci/mutate.py, such as hal, src or rivet-run, or a folder or file in one;
#            without any, all areas
#   --seed   selects the errors; by default 1
#   --count  by default 40
#   -j       tests and compilers at a time; by default one for each processor
#   --fast   leaves out the stage of all quick tests, which takes minutes for each error that got
#            that far; those may then be reported although a test would notice them
#   --list   prints the errors of the seed and runs nothing
set -eu
cd "$(dirname "$0")/.."
exec python3 -B ci/mutate.py "$@"
