#!/bin/bash
# SPDX-License-Identifier: MIT
#
# boot.sh <kind> <build folder> <rivet-run> <firmware.elf> [<argument of rivet-run>...]
#
# Makes the firmware's images and boots one of them:
#   bin     X.bin, loaded at the address that the target image-X prints
#   hex     X.hex, loaded where its records say
#   pflash  X.bin as the flash of QEMU's virt
#   blank   X.hex, loaded into an empty flash of QEMU's virt
# The flash's file must be as large as the flash.
set -euo pipefail

kind=$1 build=$2 runner=$3 elf=$4
shift 4
image=${elf%.elf} here=$(dirname "$0")
name=$(basename "$image")

output=$(cmake --build "$build" --target "image-$name") || {
    echo "$output"
    exit 1
}
echo "$output"
line=$(grep "^$name.bin has" <<<"$output")
address=${line##* } address=${address%.}

flash=$image.$kind.flash
drive=(-drive "if=pflash,unit=0,format=raw,readonly=on,file=$flash")
case $kind in
bin) load=(-device "loader,file=$image.bin,addr=$address,force-raw=on") ;;
hex) load=(-device "loader,file=$image.hex") ;;
pflash)
    [ "$address" = 0x20000000 ]
    cp "$image.bin" "$flash"
    truncate -s 32M "$flash"
    load=("${drive[@]}")
    ;;
blank)
    rm -f "$flash"
    truncate -s 32M "$flash"
    load=("${drive[@]}" -device "loader,file=$image.hex")
    ;;
esac
exec "$runner" --qemu "$here/qemu_without_elf.sh" --timeout 20 "$@" "$elf" -- "${load[@]}"
