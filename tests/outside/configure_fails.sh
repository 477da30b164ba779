#!/bin/bash
# SPDX-License-Identifier: MIT
#
# configure_fails.sh <hidden programs> <build folder> <expected text> <cmake argument>...
#
# Configures as if the hidden programs, a list with commas, were not installed. CMake must fail and
# print the text; line breaks may differ.
set -uo pipefail

hidden=$1 build=$2 text=$3
shift 3

rm -rf "$build"
mkdir -p "$build/path"
IFS=: read -ra folders <<<"$PATH"
for folder in "${folders[@]}"; do
    [ -d "$folder" ] && find "$folder"/ -maxdepth 1 ! -type d -exec ln -sf -t "$build/path" {} +
done
IFS=, read -ra names <<<"$hidden"
for name in "${names[@]}"; do
    rm -f "$build/path/$name"
done

# Without this option CMake also searches /usr/bin.
if output=$(PATH=$build/path cmake -DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF \
    -B "$build/out" -G Ninja "$@" 2>&1); then
    printf '%s\n' "$output"
    echo "configure_fails.sh: it configured, but should have said '$text'" >&2
    exit 1
fi
printf '%s\n' "$output"
flat=$(tr -s ' \n' '  ' <<<"$output")
if [[ $flat != *"$text"* ]]; then
    echo "configure_fails.sh: it failed, but did not say '$text'" >&2
    exit 1
fi
