#!/bin/bash
# SPDX-License-Identifier: MIT
#
# asked.sh <build folder> <instruction set> "<compiler>;..." <argument of cmake>...
#
# Firmware asks QEMU's core for zba alone, however often the instruction set has it, and though it
# also has what this compiler takes of the extensions that have no instructions of their own.
set -euo pipefail
build=$1 isa=$2
IFS=';' read -ra compiler <<<"$3"
shift 3

mkdir -p "$build"
echo "int none;" >"$build/none.c"
names=zba
for name in zicntr zihpm za64rs zic64b zmmul zaamo zalrsc; do
    ! "${compiler[@]}" -march="${isa}_$name" -c -o "$build/none.o" "$build/none.c" 2>/dev/null ||
        names+=_$name
done
echo "asked.sh: ${isa}_$names"
cmake -B "$build" -G Ninja "-DRIVET_ISA=${isa}_$names" "$@" >/dev/null
grep -rhoE "extensions=[a-z0-9,]*" "$build" --include='*.c' | sort -u | tee "$build/asked"
[ "$(cat "$build/asked")" = extensions=zba ]
