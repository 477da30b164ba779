#!/bin/bash
# SPDX-License-Identifier: MIT
#
# default_build_type.sh <project> <build folder> <cmake argument>...
#
# A project without a build type gets Release, so that a fault report has source lines. A build type
# that the project sets is kept, also one of the project's own.
set -euo pipefail

project=$1 build=$2
shift 2

# expect_type <type> <cmake argument>...
expect_type() {
    local type=$1
    shift
    rm -rf "$build"
    cmake -S "$project" -B "$build" -G Ninja -DCMAKE_EXPORT_COMPILE_COMMANDS=ON "$@"
    grep -x "CMAKE_BUILD_TYPE:[A-Z]*=$type" "$build/CMakeCache.txt"
    grep -E ' -g(dwarf-4)? ' "$build/compile_commands.json" >/dev/null
}

expect_type Release "$@"
expect_type MinSizeRel "$@" -DCMAKE_BUILD_TYPE=MinSizeRel
expect_type Bringup "$@" -DCMAKE_BUILD_TYPE=Bringup '-DCMAKE_C_FLAGS_BRINGUP=-O1 -g'
expect_type Bringup "$@" -DCMAKE_BUILD_TYPE=Bringup -DCMAKE_C_FLAGS='-O1 -g' \
    '-DCMAKE_CONFIGURATION_TYPES=Release;Bringup'
