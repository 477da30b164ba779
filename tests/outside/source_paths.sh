#!/bin/bash
# SPDX-License-Identifier: MIT
#
# source_paths.sh <rivet> <project> <prefix of nm> <cmake argument>...
#
# Where debug information says that sources are. A file that the application generates in its build
# folder is there, and Rivet's are in rivet, also if Rivet itself is in the build folder. All is in
# a temporary folder, because this build folder may be in Rivet's.
set -euo pipefail

rivet=$1 prefix=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
project=$folder/app build=$folder/build
cp -r "$2" "$project"
shift 3

# expect_at <symbol> <pattern>
expect_at() {
    local address place
    address=$("${prefix}nm" "$build/app.elf" | sed -n "s/ [A-Za-z] $1\$//p")
    place=$("${prefix}addr2line" -e "$build/app.elf" "$address")
    # shellcheck disable=SC2053
    if [[ ${place%:*} != $2 ]]; then
        echo "source_paths.sh: $1 is in ${place%:*}, but must be in $2" >&2
        exit 1
    fi
}

mkdir -p "$build/_deps/rivet-src"
tar -C "$rivet" --exclude=./build --exclude=./.git -cf - . |
    tar -C "$build/_deps/rivet-src" -xf -
for source in "$rivet" "$build/_deps/rivet-src"; do
    cmake -S "$project" -B "$build" -G Ninja -DRIVET_SOURCE="$source" "$@"
    cmake --build "$build" --target app
    expect_at generated "$build/generated.c"
    expect_at main "$project/main.c"
    # rivet-run takes off what precedes the last "rivet/src".
    expect_at rt_halt "?(*/)rivet/src/base/halt.c"
    expect_at _start "?(*/)rivet/src/start/start.S"
    expect_at rt_vector_timer "?(*/)rivet/build/rivet/src/entry/own/timer_plain__0.S"
done
