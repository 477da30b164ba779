#!/bin/sh
# SPDX-License-Identifier: MIT
# check_model.sh <model> holds|fails [<option of spin>...] explores every interleaving of a Promela
# model and compares the result.
set -eu

model=$(readlink -f "$1")
expected=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
spin "$@" -a "$model" >spin.log
cc -O2 -o pan pan.c
./pan -m100000 >pan.log
if grep -q 'errors: 0$' pan.log; then
    found=holds
else
    found=fails
fi
if grep -q 'max search depth too small' pan.log; then
    found='is not explored to its end'
fi
cat pan.log
echo "the model $found"
[ "$found" = "$expected" ]
