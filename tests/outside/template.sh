#!/bin/bash
# SPDX-License-Identifier: MIT
#
# template.sh <rivet> <folder> <preset>
#
# Makes a project with rivet-new, then runs the commands of its README.md. The project must build
# without warnings, print its greeting and pass its tests. rivet-new must not change a folder that
# has files.
set -euo pipefail

rivet=$1 folder=$2 preset=$3

rm -rf "$folder"
mkdir -p "$folder"
"$rivet/tools/rivet-new" "$folder/blinky"
cd "$folder/blinky"
grep -E '^c(make|test) ' README.md >../commands
sed -i "s/virt-rv64/$preset/" ../commands
cat ../commands
bash -e ../commands 2>&1 | tee ../output
for text in "Hello from blinky on $preset" "greeting_test.the_greeting_names_the_board" \
    "100% tests passed, 0 tests failed out of 2"; do
    grep -qF "$text" ../output || {
        echo "template.sh: the output does not contain '$text'" >&2
        exit 1
    }
done
if grep -i 'warning:' ../output; then
    echo "template.sh: the project is built with warnings" >&2
    exit 1
fi

# refused <text> <folder>
refused() {
    local said
    if said=$("$rivet/tools/rivet-new" "$2" 2>&1) || [[ $said != *"$1"* ]]; then
        echo "template.sh: instead of '$1' rivet-new says '$said'" >&2
        exit 1
    fi
}
echo mine >main.c
before=$(find . -path ./build -prune -o -type f -exec sha256sum {} + | sort)
refused "$PWD is not empty: name a folder that is new or empty" .
refused "main.c is a file: name a folder" main.c
refused "'1st' cannot be one" "$folder/1st"
refused "usage: rivet-new DIR" ""
[ "$(find . -path ./build -prune -o -type f -exec sha256sum {} + | sort)" = "$before" ]
