/* SPDX-License-Identifier: MIT */
/*
 * A start without a reset, after contexts have run: the entry that closed their guards is still
 * there, and is used again.
 */
#include "faults.h"
#include "one_context.h"

#include "base/stacks.h"
#include "pmp/entries.h"
#include "pmp/regions.h"

#include <rt/csr.h>
#include <rt/test.h>

enum {
    STARTS = 10, /* More than entries are free. */
};

/* QEMU's memory begins with zeros. */
__attribute__((section(".noinit"))) static unsigned starts;

static void return_at_once(void *argument)
{
    (void)argument;
    return_to_main();
}

static void start_many_times(void)
{
    extern const char _start[];

    run_context(return_at_once);
    if (++starts < STARTS) {
        rt_test_will_restart();
        csr_write(mie, 0);
        jump((uintptr_t)_start);
    }
}

RT_TEST_FIXTURE(start_many_times, NULL);

RT_TEST(one_entry_closes_the_guard_after_any_number_of_starts)
{
    unsigned movable = 0;

    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        movable += rti_pmp_config(entry) == PMP_NAPOT;
    }
    RT_EXPECT_EQ(starts, STARTS);
    RT_EXPECT_EQ(movable, 1);
    RT_EXPECT_EQ(stack.guarded_by, STACK_GUARD_MPRV);
}
