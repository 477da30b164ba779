/* SPDX-License-Identifier: MIT */
#include "threads.h"

enum {
    STACK = 16384,
};

static char stacks[CPUS][STACK] __attribute__((aligned(16)));
static int arrived;
static int round;

int threads_start(int cpus, void (*function)(long cpu))
{
    int last = cpus > 1 ? cpus - 1 : 1;
    move_to(0);
    for (int i = 1; i <= last; i++) {
        long error = thread_start(function, i % cpus, stacks[i % CPUS] + STACK);
        if (error < 0) {
            fail("clone failed with", error);
        }
    }
    return last;
}

void threads_meet(int count)
{
    int own = __atomic_load_n(&round, __ATOMIC_ACQUIRE);
    if (__atomic_add_fetch(&arrived, 1, __ATOMIC_ACQ_REL) == count) {
        __atomic_store_n(&arrived, 0, __ATOMIC_RELAXED);
        __atomic_store_n(&round, own + 1, __ATOMIC_RELEASE);
        (void)CALL3(SYS_futex, &round, FUTEX_WAKE, CPUS);
        return;
    }
    while (__atomic_load_n(&round, __ATOMIC_ACQUIRE) == own) {
        /* With a yield instead, harts that have nothing to do would take the host's time. */
        (void)call(SYS_futex, (long)&round, FUTEX_WAIT, own, 0, 0, 0);
    }
}
