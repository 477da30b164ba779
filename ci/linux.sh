#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/linux.sh [options] [-- QEMU ARGUMENTS]
#
# Boots Debian's Linux on an SBI firmware on QEMU, and checks from inside that it works: the harts,
# their clocks and timers, counters, remote fences under load, hotplug of harts, reboot and
# power-off. ci/linux/boot.py says how a boot goes, ci/linux/guest has the checks.
#
#   --firmware FILE  an ELF file or a flat binary. Without it, QEMU's own OpenSBI, as a comparison
#   --harts LIST     how many harts; one run for each number, by default "1 2 4 8"
#   --cpu TYPE       QEMU's -cpu, rv64 by default. With rv64,sstc=off the timer is the firmware's
#   --boots N        how often each run is repeated, by default 1
#   --u-boot         the firmware starts U-Boot, and U-Boot starts the kernel
#   --checks LIST    only these checks, and no reboot
#   --without LIST   all but these checks
#   --count          instead, count the instructions of machine mode in a boot with one hart, from
#                    the kernel's first instruction to the power-off
#   --limit SECONDS  for one run, by default 600
#   --update         fetch the packages of today, also if there are some
#   --require        a run that is not possible here is a failure, not a skip
#   --prepare        only make what QEMU loads, and print a command
#
# The kernel comes from Debian's archive, to build/linux. QEMU is qemu-system-riscv64 of PATH.
# The last line is "N boots, N failed". Logs are in build/linux/logs.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/build/linux

complain() {
    echo "ci/linux.sh: $*" >&2
    exit 2
}

firmware=default harts="1 2 4 8" cpu=rv64 boots=1 update='' require='' prepare='' count=''
options=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $1 in
    --firmware | --harts | --cpu | --boots | --checks | --without | --limit)
        [ $# -gt 1 ] || complain "$1 needs a value"
        case $1 in
        --checks | --without)
            read -ra list <<<"${2//,/ }"
            options+=("$1" "${list[@]}")
            ;;
        --limit) options+=("$1" "$2") ;;
        *) printf -v "${1#--}" %s "$2" ;;
        esac
        shift
        ;;
    --u-boot) options+=(--u-boot "$folder/u-boot.bin") ;;
    --update | --require | --prepare | --count) printf -v "${1#--}" 1 ;;
    *)
        sed -n '/^# ci/,/^set/s/^# \{0,1\}//p' ci/linux.sh >&2
        exit 2
        ;;
    esac
    shift
done
[ "${1-}" != -- ] || shift
[ "$firmware" = default ] || [ -e "$firmware" ] || complain "there is no firmware '$firmware'"

skip() {
    echo "ci/linux.sh: skipped: $*"
    [ -z "$require" ] || exit 1
    exit 0
}

# The program of the checks has no C library, so any RISC-V compiler builds it.
build_checks() {
    local prefix
    { read -r prefix; } < <(cmake -P ci/tools.cmake) || return
    "${prefix}gcc" -march=rv64imac_zicsr_zifencei -mabi=lp64 -std=gnu17 -O2 -Wall -Wextra -Werror \
        -ffreestanding -fno-builtin -fno-stack-protector -nostdlib -static \
        -Wl,-z,max-page-size=4096,--build-id=none -o "$folder/checks" \
        ci/linux/guest/*.S ci/linux/guest/*.c
}

command -v qemu-system-riscv64 >/dev/null || skip "qemu-system-riscv64 is not installed"
if [ ! -e "$folder/Image" ] || [ -n "$update" ]; then
    status=0
    reason=$(ci/linux/packages.sh "$folder") || status=$?
    case $status in
    0) ;;
    77) skip "$reason" ;;
    *) complain "could not unpack the packages: $reason" ;;
    esac
fi
build_checks
ci/linux/prepare.py initrd "$folder/initrd" init=ci/linux/guest/init.sh \
    "bin/busybox=$folder/busybox" "bin/checks=$folder/checks"

qemu=(qemu-system-riscv64 -machine virt -cpu "$cpu" -m 512M -bios "$firmware" "$@")
if [ -n "$prepare" ]; then
    echo "${qemu[*]} -smp 4 -nographic -nic none -kernel $folder/Image -initrd $folder/initrd" \
        "-append 'console=ttyS0 check_cpus=4'"
    exit
fi
if [ -n "$count" ]; then
    log=$folder/logs/executed harts=1 boots=1
    options+=(--checks)
    # A firmware that hangs would otherwise fill the disk.
    log_kib=1048576
    ulimit -f $log_kib
    # The firmware, and the kernel's first instruction.
    qemu+=(-d "exec,nochain,in_asm" -D "$log" -dfilter "0x80000000..0x80200000")
fi
echo "Linux $(cat "$folder/version") on $firmware, $(qemu-system-riscv64 --version | sed -n 1p)"
mkdir -p "$folder/logs"
done=0 failed=0
for number in ${harts//,/ }; do
    for boot in $(seq "$boots"); do
        done=$((done + 1))
        ci/linux/boot.py --harts "$number" --kernel "$folder/Image" --initrd "$folder/initrd" \
            --log "$folder/logs/$number-harts-$boot" "${options[@]}" -- "${qemu[@]}" ||
            failed=$((failed + 1))
    done
done
if [ -n "$count" ]; then
    [ "$(stat -c %s "$log")" -lt $((log_kib * 1024)) ] ||
        complain "the log of instructions is over $log_kib KiB: does the firmware hang?"
    tools/qemu_trace.py "$log" 0x80200000
fi
echo "$done boots, $failed failed"
[ $failed = 0 ]
