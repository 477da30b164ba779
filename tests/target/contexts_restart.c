/* SPDX-License-Identifier: MIT */
/*
 * A start without a reset, after contexts have run: the entry that closed their guards is still
 * there, and is used again.
 */
#include "faults.h"

#include "base/stacks.h"
#include "pmp/entries.h"
#include "pmp/regions.h"

#include <rt/context.h>
#include <rt/csr.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    STARTS = 10, /* More than entries are free. */
    BYTES = 4096,
    GUARD = 256,
};

static char memory[BYTES] __attribute__((aligned(GUARD)));
static struct rt_context task, main_context;
static struct rt_stack stack = {
    .name = "task", .low = memory, .end = memory + BYTES, .guard = GUARD};
static struct rt_context *volatile next = &main_context;

/* QEMU's memory begins with zeros. */
__attribute__((section(".noinit"))) static unsigned starts;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    return next;
}

static void return_at_once(void *argument)
{
    (void)argument;
    next = &main_context;
    for (;;) {
        rt_context_yield();
    }
}

static void run_a_context(void)
{
    RT_REQUIRE_EQ(rt_context_init(&task, &stack, return_at_once, NULL), 0);
    rt_context_begin(&main_context);
    rt_interrupts_on();
    next = &task;
    rt_context_yield();
    rt_interrupts_off();
}

static void start_many_times(void)
{
    extern const char _start[];

    run_a_context();
    if (++starts < STARTS) {
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
