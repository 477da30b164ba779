#!/bin/bash
# SPDX-License-Identifier: MIT
#
# configure.sh <folder> <outcome> <text> <tool>... -- <cmake argument>...
#
# Configures a project with these as the only compilers for RISC-V on the PATH. The outcome is
#   finds       each line of the text must match the beginning of a line of the cache; PATH in the
#               text means the folder on the PATH
#   builds      the same, and the firmware must link
#   stops       CMake must fail and print the text; line breaks may differ
#
# A tool is <name>=<program>, a link, or <name>=<program>@<what>, a script that calls the program
# and
#   @<version>  reports this version
#   @apple      reports Apple's Clang
#   @newlib     has newlib and no picolibc
#   @multilib   reports libraries for the default instruction set only
#   @libgcc     the same, but names a folder for the other instruction set
#   @zbs        refuses the extension Zbs, and without a reason Zbc after Zbb
set -euo pipefail

folder=$1 outcome=$2 text=$3
shift 3
unset RIVET_GCC_PREFIX RIVET_PICOLIBC CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER

rm -rf "$folder"
mkdir -p "$folder/path" "$folder/newlib"
touch "$folder/newlib/newlib.h"
for tool in cmake ninja cc gcc as ld sh qemu-system-riscv64; do
    place=$(type -P $tool) && ln -s "$place" "$folder/path"
done

# write_script <file> <program> <what>
write_script() {
    local last="exec $2 \"\$@\""
    {
        echo '#!/bin/sh'
        case $3 in
        newlib)
            # shellcheck disable=SC2016
            echo 'case $* in *picolibc.specs*) exit 1 ;; esac'
            last="exec $2 -isystem $folder/newlib \"\$@\""
            ;;
        multilib | libgcc)
            # shellcheck disable=SC2016
            echo 'case $* in'
            echo "*-print-libgcc-file-name*) exec $2 -print-libgcc-file-name ;;"
            [ "$3" = libgcc ] || echo '*-print-multi-directory*) echo . && exit ;;'
            echo 'esac'
            ;;
        zbs)
            # shellcheck disable=SC2016
            echo 'case $* in'
            echo "--version*) echo 'riscv64-unknown-elf-gcc (rivet) 12' && exit ;;"
            echo '*_zbb_zbc*) exit 1 ;;'
            echo "*_zbs*) echo \"error: unknown extension 'zbs'\" && exit 1 ;;"
            echo 'esac'
            ;;
        apple)
            # shellcheck disable=SC2016
            echo 'case $1 in --version) echo Apple clang version 17.0.0 && exit ;; esac'
            ;;
        [0-9]*)
            # shellcheck disable=SC2016
            echo 'case $1 in'
            echo "-dumpversion) echo $3 && exit ;;"
            echo "--version) echo 'clang version $3, LLD $3, LLVM version $3' && exit ;;"
            echo 'esac'
            ;;
        esac
        echo "$last"
    } >"$1"
    chmod +x "$1"
}

while [ "$1" != -- ]; do
    file=$folder/path/${1%%=*} program=${1#*=}
    case $program in
    *@*) write_script "$file" "${program%@*}" "${program##*@}" ;;
    *) ln -s "$program" "$file" ;;
    esac
    shift
done
shift

# fail <why>
fail() {
    printf '%s\nconfigure.sh: %s\n' "$output" "$1" >&2
    exit 1
}

# cmake_there <argument>... runs cmake with the PATH of the test.
cmake_there() {
    PATH=$folder/path cmake "$@" 2>&1
}

# Without this option CMake also searches /usr/bin.
status=0
output=$(cmake_there -DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF -B "$folder/out" -G Ninja "$@") ||
    status=$?
if [ "$outcome" = stops ]; then
    flat=$(tr -s ' \n' '  ' <<<"$output")
    [ $status != 0 ] || fail "it configured, but should have said '$text'"
    [[ $flat == *"$text"* ]] || fail "it failed, but did not say '$text'"
    exit 0
fi
[ $status = 0 ] || fail "it did not configure"
cache=$(sed -n "s|$folder/path|PATH|; s/:[A-Z]*=/=/p" "$folder/out/CMakeCache.txt")
while IFS= read -r line; do
    grep -q "^$line" <<<"$cache" || fail "the cache does not have $line, but $(
        grep "^${line%%=*}=" <<<"$cache"
    )"
done <<<"$text"
if [ "$outcome" = builds ]; then
    output=$(cmake_there --build "$folder/out" --target app) || fail "the firmware was not built"
    [ -e "$folder/out/app.elf" ] || fail "there is no app.elf"
fi
