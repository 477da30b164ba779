#!/bin/sh
# SPDX-License-Identifier: MIT
#
# after.sh RIVET_RUN SERVER LEAVE RESET FIRST SECOND
#
# GDB loads the first firmware by the server, and leaves it where it begins to wait for ever, by the
# command LEAVE. Then GDB loads the second one, and goes to its main. RESET is an option of
# rivet-run.
set -e
debug="$1 --gdb --connect $2 --gdb-arg=-batch"
leave=$3 reset=$4 first=$5 second=$6

$debug "$reset" --gdb-arg=-ex --gdb-arg='tbreak rt_halt' --gdb-arg=-ex --gdb-arg=continue \
    --gdb-arg=-ex --gdb-arg="$leave" "$first"
exec $debug "$reset" "$second"
