#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/linux/packages.sh FOLDER
#
# Fetches Debian's kernel, busybox and U-Boot for 64-bit RISC-V of the suite "stable", and unpacks
# them to FOLDER: Image, busybox, u-boot.bin. Nothing is installed. The status is 77 if this is not
# possible here; the last line then says why.
#
# apt works in a folder of its own, with this machine's mirror and settings for reaching it.
# It checks the signatures with Debian's keys.
set -euo pipefail

skip() {
    echo "$*"
    exit 77
}

folder=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
for tool in apt-get dpkg-deb; do
    command -v $tool >/dev/null || skip "no $tool, which fetches the kernel from Debian's archive"
done

keys=
for file in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    [ ! -e "$file" ] || keys=$file
done
[ -n "$keys" ] || skip "Debian's keys are missing: install the package debian-archive-keyring"
# The first mirror of Debian's main archive that apt uses, not of the security archive.
# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(REPO_URI)' \
    'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null | sed -n 1p)
[ -n "$mirror" ] || skip "apt names no mirror of Debian: run apt-get update"

apt=$folder/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/parts" "$apt/packages" "$apt/none"
: >"$apt/status"
echo "deb [signed-by=$keys] $mirror stable main" >"$apt/sources.list"
apt-config dump | grep -E '^Acquire::(https?|Check-|Retries|ForceIPv[46])' \
    >"$apt/parts/reach" || true
cat >"$apt/apt.conf" <<END
APT::Architecture "riscv64";
APT::Architectures "riscv64";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
Dir::Cache "$apt/cache";
Dir::Etc::Main "$apt/parts/reach";
Dir::Etc::Parts "$apt/none";
Dir::Etc::Preferences "$apt/none";
Dir::Etc::PreferencesParts "$apt/none";
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "$apt/none";
Dir::State::Lists "$apt/lists";
Dir::State::Status "$apt/status";
END
export APT_CONFIG=$apt/apt.conf

cd "$apt/packages"
apt-get update -q --error-on=any >"$apt/log" 2>&1 ||
    skip "apt can't reach Debian's archive: $(grep -E '^[EW]:' "$apt/log" | sed -n 1p)"
# The package linux-image-riscv64 only names the newest kernel.
kernel=$(apt-cache depends linux-image-riscv64 2>>"$apt/log" |
    sed -n 's/.*Depends: \(linux-image-[^ ]*\)/\1/p' | sed -n 1p)
[ -n "$kernel" ] || skip "the suite stable has no linux-image-riscv64"
apt-get download -q "$kernel" busybox-static u-boot-qemu >>"$apt/log" 2>&1 ||
    skip "apt can't fetch a package: $(grep '^E:' "$apt/log" | sed -n 1p)"

rm -rf "$folder/unpacked"
for package in "$kernel"_*.deb busybox-static_*.deb u-boot-qemu_*.deb; do
    dpkg-deb -x "$package" "$folder/unpacked"
done
cd "$folder/unpacked"
"$here/prepare.py" kernel boot/vmlinu?-* "$folder/Image.new"
cp usr/bin/busybox "$folder/busybox"
cp usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin "$folder/u-boot.bin"
rm -rf "$folder/unpacked" "$apt/packages"
echo "${kernel#linux-image-}" >"$folder/version"
# The last one, since it says that all are there.
mv "$folder/Image.new" "$folder/Image"
