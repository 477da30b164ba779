#!/bin/sh
# SPDX-License-Identifier: MIT
#
# core_file.sh RIVET_RUN GDB ELF CORE lets the firmware die, then asks GDB about its core file.
set -u
run=$1 gdb=$2 elf=$3 core=$4

fail() {
    printf 'core_file.sh: %s\n' "$1"
    exit 1
}

rm -f "$core"
"$run" --timeout 20 "$elf" </dev/null
status=$?
[ "$status" -eq 134 ] || fail "the status is $status, not 134"
[ -s "$core" ] || fail "there is no core file"

said=$("$gdb" -nx -batch -ex 'info threads' -ex bt -ex 'info registers pc' -ex 'print a_local' \
    -ex 'print a_global' -ex 'up' -ex 'print kept' "$elf" "$core" 2>&1)
printf '%s\n' "$said"
# The values are what GDB calls them.
# shellcheck disable=SC2016
for wanted in '#0 ' 'innermost (' 'in middle (depth=' 'in main ()' '$1 = 34' '$2 = 4711' '$3 = 33'; do
    case $said in *"$wanted"*) ;; *) fail "GDB does not say: $wanted" ;; esac
done
