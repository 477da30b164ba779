#!/bin/sh
# SPDX-License-Identifier: MIT
#
# must_not_compile.sh FILE COMPILER... : the file must compile as it is. With MUST_FAIL defined it
# must fail, with one of the texts in the file's lines " * expect: ...".
file=$1
shift
if ! "$@" "$file"; then
    echo "must_not_compile.sh: $file does not compile even without MUST_FAIL"
    exit 1
fi
if output=$("$@" -DMUST_FAIL "$file" 2>&1); then
    echo "must_not_compile.sh: $file compiles with MUST_FAIL"
    exit 1
fi
printf '%s\n' "$output"
found=$(sed -n 's/^ \* expect: //p' "$file" | while IFS= read -r text; do
    case $output in *"$text"*) echo found ;; esac
done)
if [ -z "$found" ]; then
    echo "must_not_compile.sh: the compiler prints none of the texts that $file expects"
    exit 1
fi
