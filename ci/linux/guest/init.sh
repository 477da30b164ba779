#!/bin/busybox sh
# SPDX-License-Identifier: MIT
#
# The first process. Runs the checks whose names arrive on the console, one a line, and prints the
# results through the kernel's log: its lines are whole even if others print.
# shellcheck shell=dash disable=SC3043
export PATH=/bin
/bin/busybox mkdir -p /proc /sys /dev /bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
# Lets user mode read cycle and instret.
echo 2 >/proc/sys/kernel/perf_user_access
echo on >/proc/sys/kernel/printk_devkmsg

say() {
    echo "check: $*" >/dev/kmsg
}

check_cpus() {
    local online
    online=$(cat /sys/devices/system/cpu/online)
    [ "$(nproc)" = "$1" ] || { echo "online: $online" && return 1; }
}

run() {
    local name=$1 status=0 line
    case $name in
    cpus) check_cpus "$cpus" >/log || status=1 ;;
    *) checks "$name" "$cpus" >/log 2>&1 || status=$? ;;
    esac
    while read -r line; do
        say "$line"
    done </log
    if [ $status = 0 ]; then
        say "ok $name"
    else
        say "FAILED $name, status $status"
    fi
}

cpus=$(sed 's/.*check_cpus=\([0-9]*\).*/\1/' /proc/cmdline)
stty -echo
say "ready"
while read -r name; do
    case $name in
    shell) setsid cttyhack sh ;;
    reboot | poweroff) "$name" -f ;;
    *) run "$name" ;;
    esac
    say "ready"
done
poweroff -f
