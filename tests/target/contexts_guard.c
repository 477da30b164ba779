/* SPDX-License-Identifier: MIT */
/*
 * Contexts that overflow their stack. The report names the stack, wherever the overflow was found.
 * GUARDED_BY is what the report says of the guard, and BY_PMP is 1 if that is a PMP entry.
 */
#include "faults.h"
#include "overflow.h"

#include <rt/board.h>
#include <rt/context.h>
#include <rt/csr.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    /* The guards are in different pages: QEMU remembers what a page allows. */
    BYTES = 4096,
    GUARD = 256,
};

struct task {
    struct rt_context context;
    struct rt_stack stack;
};

static struct {
    char of_neighbour[BYTES];
    char of_blink[BYTES];
    char of_radio[BYTES];
} memory __attribute__((aligned(GUARD)));

static struct task blink, radio;
static struct rt_context main_context;
static struct rt_context *volatile next = &main_context;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    return next;
}

static void make(struct task *task, const char *name, char *low, size_t guard, void (*run)(void *))
{
    task->stack = (struct rt_stack){.name = name, .low = low, .end = low + BYTES, .guard = guard};
    RT_REQUIRE_EQ(rt_context_init(&task->context, &task->stack, run, NULL), 0);
}

static void switch_to(struct rt_context *context)
{
    next = context;
    rt_context_yield();
}

static void set_up(void)
{
    rt_context_begin(&main_context);
    rt_interrupts_on();
}

RT_TEST_FIXTURE(set_up, NULL);

static void stop(void)
{
    for (;;) {
        switch_to(&main_context);
    }
}

#define OVERFLOW(task) "stack overflow: " task " stack of hart 0"
#define GUARDED        ", guarded by " GUARDED_BY "\n"

/* Ends in the highest word of the guard. A pattern is found at the switch. */
static void overflow_a_little(void *argument)
{
    (void)argument;
    use_up_to((uintptr_t)memory.of_blink + GUARD - 8);
    stop();
}

static void overflow_at_the_second_turn(void *argument)
{
    switch_to(&main_context);
    overflow_a_little(argument);
}

RT_TEST_PANICS(an_overflow_names_the_context, OVERFLOW("task blink"))
{
    make(&blink, "task blink", memory.of_blink, GUARD, overflow_a_little);
    switch_to(&blink.context);
}

RT_TEST_PANICS(an_overflow_names_what_guards_the_stack, GUARDED)
{
    make(&blink, "task blink", memory.of_blink, GUARD, overflow_a_little);
    switch_to(&blink.context);
}

static void stop_at_once(void *argument)
{
    (void)argument;
    stop();
}

/* While the guard of task blink is open, so that a core may remember that. */
static void read_the_page_of_blink(void *argument)
{
    (void)argument;
    (void)AT(char, memory.of_blink + GUARD);
    switch_to(&blink.context);
}

RT_TEST_PANICS(the_guard_is_that_of_the_running_context, OVERFLOW("task blink"))
{
    make(&blink, "task blink", memory.of_blink, GUARD, overflow_at_the_second_turn);
    make(&radio, "task radio", memory.of_radio, GUARD, read_the_page_of_blink);
    switch_to(&blink.context);
    switch_to(&radio.context);
}

/* Half of the guard is an aligned block then. */
static void overflow_half(void *argument)
{
    (void)argument;
    use_up_to((uintptr_t)memory.of_blink + 16 + GUARD / 2 - 8);
    stop();
}

RT_TEST_PANICS(an_overflow_into_a_misaligned_guard, OVERFLOW("task blink"))
{
    make(&blink, "task blink", memory.of_blink + 16, GUARD, overflow_half);
    switch_to(&blink.context);
}

/* Most frames skip 16 bytes. */
static void write_below_the_stack(void *argument)
{
    (void)argument;
    AT(char, memory.of_blink + GUARD - 1) ^= 1;
    stop();
}

RT_TEST_PANICS(an_overflow_into_a_small_guard, OVERFLOW("task blink"))
{
    make(&blink, "task blink", memory.of_blink + GUARD - 16, 16, write_below_the_stack);
    switch_to(&blink.context);
}

/* A frame larger than the guard skips it. The switch finds sp in the neighbour's memory. */
static void skip_the_guard(void *argument)
{
    volatile char *const frame = __builtin_alloca(hide(BYTES + GUARD));

    (void)argument;
    frame[0] = 0;
    stop();
}

RT_TEST_PANICS(a_frame_that_skips_the_guard, "stack overflow: sp has left task blink stack")
{
    make(&blink, "task blink", memory.of_blink, GUARD, skip_the_guard);
    switch_to(&blink.context);
}

#if BY_PMP
static void overflow_without_end(void *argument)
{
    (void)argument;
    use_up_to((uintptr_t)memory.of_neighbour);
}

RT_TEST_PANICS(an_overflow_stops_where_it_happens, OVERFLOW("task blink"))
{
    make(&blink, "task blink", memory.of_blink, GUARD, overflow_without_end);
    switch_to(&blink.context);
}
#endif

/* Neither handlers, nor reports, nor devices may suffer from how the guard is closed. */

static volatile unsigned ticks;
static volatile bool guard_is_open, has_worked;

RT_INTERRUPT(timer)
{
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + 100);
    ticks++;
}

static void work(void *argument)
{
    uint8_t byte;

    (void)argument;
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    while (ticks < 100) {
    }
    rt_interrupt_disable(IRQ_MACHINE_TIMER);
    printf("task blink has a console\n");
    guard_is_open = rt_try_load8((uintptr_t)memory.of_blink, &byte);
    has_worked = true;
    stop();
}

RT_TEST(a_guarded_context_works_like_any_other)
{
    make(&blink, "task blink", memory.of_blink, GUARD, work);
    switch_to(&blink.context);
    RT_EXPECT(has_worked);
    RT_EXPECT_EQ(guard_is_open, !BY_PMP);
}

static void panic(void *argument)
{
    (void)argument;
    rt_panic("the roof is on fire");
}

RT_TEST_PANICS(a_panic_of_a_guarded_context_is_no_overflow, "the roof is on fire\n  pc ")
{
    make(&blink, "task blink", memory.of_blink, GUARD, panic);
    switch_to(&blink.context);
}

RT_TEST(the_memory_of_a_context_that_has_ended_is_free)
{
    make(&blink, "task blink", memory.of_blink, GUARD, stop_at_once);
    switch_to(&blink.context);
    rt_context_end(&blink.context);
    memset(&memory, 0, sizeof(memory));
}

#ifdef CONSTANTS_ARE_CLOSED
static const int constant = 1;

/* Also for main, which has no guard of its own, and if entries could move. */
RT_TEST_PANICS(what_the_start_has_closed_stays_closed, "store to a constant, which is read-only")
{
    AT(int, &constant) = 2;
}
#endif
