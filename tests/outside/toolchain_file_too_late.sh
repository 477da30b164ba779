#!/bin/bash
# SPDX-License-Identifier: MIT
#
# toolchain_file_too_late.sh <project> <build folder> <toolchain file> <cmake argument>...
#
# A build folder that was configured without the toolchain file keeps this machine's compiler. The
# error must say so, and what it advises must work.
set -uo pipefail

project=$1 build=$2 toolchain=$3
shift 3

configure() {
    cmake -S "$project" -B "$build" -G Ninja "$@" 2>&1 | tr -s ' \n' '  '
}

rm -rf "$build"
for arguments in "" "--toolchain $toolchain"; do
    # shellcheck disable=SC2086
    output=$(configure "$@" $arguments) && exit 1
    if [[ $output != *"delete the folder before, or add --fresh to the command"* ]]; then
        echo "toolchain_file_too_late.sh: with '$arguments' cmake says: $output" >&2
        exit 1
    fi
done
configure "$@" --toolchain "$toolchain" --fresh
