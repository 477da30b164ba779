/* SPDX-License-Identifier: MIT */
/*
 * Atomic instructions on memory that does not support them, for cores that have the instructions.
 */
#include "faults.h"

#include <rt/test.h>

/* QEMU 7 reports a load, later versions a store. */
RT_TEST_PANICS(atomic_at_null, "through a null pointer")
{
    __atomic_fetch_add((volatile int *)hide(0), 1, __ATOMIC_SEQ_CST);
}

RT_TEST_PANICS(load_reserved_at_null, "load through a null pointer")
{
    __asm__ volatile("lr.w t0, (%0)" ::"r"(hide(0)) : "t0");
}

RT_TEST_PANICS(atomic_where_nothing_is, "access fault")
{
    __atomic_fetch_add((volatile int *)hide(NOWHERE), 1, __ATOMIC_SEQ_CST);
}

RT_TEST_PANICS(misaligned_atomic, "misaligned")
{
    static int words[2];

    __atomic_fetch_add((volatile int *)hide((uintptr_t)words + 1), 1, __ATOMIC_SEQ_CST);
}

RT_TEST_PANICS(misaligned_load_reserved, "misaligned")
{
    static int words[2];

    __asm__ volatile("lr.w t0, (%0)" ::"r"(hide((uintptr_t)words + 2)) : "t0", "memory");
}
