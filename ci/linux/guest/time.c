/* SPDX-License-Identifier: MIT */
/* The clock, and the timer of each hart. */
#include "linux.h"

/*
 * Sleeps several times on each hart. No sleep may be too short. Only the shortest is compared with
 * the upper limit: a busy host delays some of them, a wrong timer delays all.
 */
static void check_sleep(int cpu)
{
    long shortest = 1000000000;
    for (int i = 0; i < 3; i++) {
        long took = sleep_us(100000);
        if (took < 100000) {
            print("on hart", cpu);
            fail("100 ms of sleep took microseconds:", took);
        }
        shortest = took < shortest ? took : shortest;
    }
    print("shortest sleep of 100 ms, in microseconds:", shortest);
    if (shortest > 200000) {
        fail("100 ms of sleep took too long on hart", cpu);
    }
}

/* Time must not go backwards from one hart to another. */
void check_clock(int cpus)
{
    long last = now_us();
    for (int round = 0; round < 100; round++) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            move_to(cpu);
            long now = now_us();
            if (now < last) {
                print("on hart", cpu);
                fail("the clock went back by microseconds:", last - now);
            }
            last = now;
        }
    }
    for (int cpu = 0; cpu < cpus; cpu++) {
        move_to(cpu);
        check_sleep(cpu);
    }
    if (now_us() <= last) {
        fail("the clock did not advance from", last);
    }
}
