#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/setup.sh [build|test|lint]
#
# Installs missing packages on Debian and Ubuntu. On other systems it lists the packages to install.
# "build" is for building and running firmware. "test" (the default) adds packages for the tests and
# the other compiler. "lint" adds those for the gates of ci/lint.sh.
set -euo pipefail

build=(cmake ninja-build gcc libc6-dev python3 gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf)
test=(ccache clang-19 lld-19 llvm-19 libclang-rt-19-dev libcmocka-dev libdw-dev spin gdb-multiarch
    git device-tree-compiler)
lint=(clang-format-19 clang-tidy-19 cppcheck flake8 shellcheck doxygen musl-tools python3 git)
# Packages that Ubuntu lacks, with the consequence.
declare -A without=(
    [chromium]="the firmware report will not be tested in a browser"
)
optional=()

case ${1:-test} in
build) packages=("${build[@]}") ;;
test) packages=("${build[@]}" "${test[@]}") optional=(chromium) ;;
lint) packages=("${build[@]}" "${lint[@]}") ;;
*)
    echo "usage: ci/setup.sh [build|test|lint]" >&2
    exit 2
    ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "ci/setup.sh installs packages with apt only. On this system, install what corresponds to:"
    printf '  %s\n' "${packages[@]}" "qemu-system-misc (QEMU for RISC-V)"
    exit 0
fi

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

offered() {
    apt-cache show "$1" >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
# Since Debian 13, QEMU's RISC-V machines have their own package.
need_qemu=
for emulator in qemu-system-riscv64 qemu-system-riscv32; do
    command -v $emulator >/dev/null || need_qemu=1
done

if [ ${#missing[@]} -gt 0 ] || [ -n "$need_qemu" ]; then
    as_root apt-get update -q
fi
if [ -n "$need_qemu" ]; then
    if offered qemu-system-riscv; then
        missing+=(qemu-system-riscv)
    else
        missing+=(qemu-system-misc)
    fi
fi
for package in "${optional[@]}"; do
    if installed "$package"; then
        continue
    elif offered "$package"; then
        missing+=("$package")
    else
        echo "ci/setup.sh: apt offers no $package: ${without[$package]}"
    fi
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
echo "ci/setup.sh: installing ${missing[*]}"
as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "${missing[@]}"
