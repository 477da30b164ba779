#!/bin/sh
# SPDX-License-Identifier: MIT
#
# panic_place.sh <rivet-run> <firmware> <case> prints the case's output with source lines.
"$1" --test "$3" "$2" | "$1" --symbolise "$2"
