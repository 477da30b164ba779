/* SPDX-License-Identifier: MIT */
/* Stops harts and starts them again, by /sys. The first hart can't be stopped. */
#include "linux.h"

enum {
    ROUNDS = 3,
};

static int open_switch(int cpu)
{
    static char path[] = "/sys/devices/system/cpu/cpu0/online";
    path[sizeof("/sys/devices/system/cpu/cpu") - 1] = (char)('0' + cpu);
    int file = (int)CALL3(SYS_openat, AT_FDCWD, path, O_RDWR);
    if (file < 0) {
        print("opening the switch returned", file);
        fail("cannot switch hart", cpu);
    }
    return file;
}

static void set_online(int cpu, char wanted)
{
    int file = open_switch(cpu);
    long error = CALL3(SYS_write, file, &wanted, 1);
    (void)CALL1(SYS_close, file);
    if (error < 0) {
        print(wanted == '1' ? "starting returned" : "stopping returned", error);
        fail("for hart", cpu);
    }
    char actual = '?';
    file = open_switch(cpu);
    (void)CALL3(SYS_read, file, &actual, 1);
    (void)CALL1(SYS_close, file);
    if (actual != wanted) {
        fail(wanted == '1' ? "was not started: hart" : "was not stopped: hart", cpu);
    }
}

/* A program must be able to run on it, and its timer must work. */
static void use(int cpu)
{
    move_to(cpu);
    long took = sleep_us(10000);
    if (took < 10000) {
        print("10 ms of sleep took microseconds:", took);
        fail("after the start of hart", cpu);
    }
    move_to(0);
}

void check_hotplug(int cpus)
{
    move_to(0);
    for (int round = 0; round < ROUNDS; round++) {
        for (int cpu = 1; cpu < cpus; cpu++) {
            set_online(cpu, '0');
            set_online(cpu, '1');
            use(cpu);
        }
        /* All of them, in another order. */
        for (int cpu = 1; cpu < cpus; cpu++) {
            set_online(cpu, '0');
        }
        for (int cpu = cpus - 1; cpu > 0; cpu--) {
            set_online(cpu, '1');
        }
        for (int cpu = 1; cpu < cpus; cpu++) {
            use(cpu);
        }
    }
}
