#!/bin/sh
# SPDX-License-Identifier: MIT
#
# core_file.sh RIVET_RUN GDB ELF CORE SCRIPT runs the firmware until it panics, then GDB on its core
# file with a script. The script's comments have the expected output: "#expect TEXT" and "#never
# TEXT".
set -u
run=$1 gdb=$2 elf=$3 core=$4 script=$5

fail() {
    printf 'core_file.sh: %s\n' "$1"
    exit 1
}

rm -f "$core"
"$run" --timeout 20 "$elf" </dev/null
status=$?
[ "$status" -eq 134 ] || fail "the status is $status, not 134"
[ -s "$core" ] || fail "there is no core file"

said=$("$gdb" -nx -batch -ex 'set width 0' -ex 'set style enabled off' \
    -ex "set \$rivet_run = \"$run\"" -ex "set \$rivet_elf = \"$elf\"" \
    -x "$(dirname "$0")/../../tools/gdb/rivet.gdb" -x "$script" "$elf" "$core" 2>&1)
printf '%s\n' "$said"
while read -r kind text; do
    case $kind in
    '#expect') case $said in *"$text"*) ;; *) fail "GDB does not say: $text" ;; esac ;;
    '#never') case $said in *"$text"*) fail "GDB says: $text" ;; esac ;;
    esac
done <"$script"
