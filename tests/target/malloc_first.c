/* SPDX-License-Identifier: MIT */
/*
 * The first allocation, which fetches malloc's memory, with a handler that allocates too at each of
 * its instructions in turn: whichever of the two is first, both get their block.
 */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/malloc.h>
#include <rt/test.h>

#include <stdlib.h>

enum {
    TICKS = 12,           /* from before the allocation until after it */
    STEPS_OF_A_TICK = 50, /* of two instructions; one takes a nanosecond, a tick at most 100 */
};

static struct rt_alarm alarm;
static char *volatile block_of_handler;

static void allocate(void *argument)
{
    (void)argument;
    block_of_handler = malloc(50);
}

/* Allocates @p ticks and @p steps before the alarm; true if the alarm came before malloc was over.
 */
static bool race(uint64_t ticks, unsigned steps)
{
    char *block;
    bool early;

    rt_alarm_start(&alarm, hal_timer_now(board_timer) + ticks);
    while (steps-- > 0) {
        __asm__ volatile("");
    }
    block = malloc(100);
    early = block_of_handler != NULL;
    while (block_of_handler == NULL) {
    }
    RT_EXPECT_NE(block, NULL);
    RT_EXPECT_NE(block, block_of_handler);
    return early;
}

RT_TEST(a_handler_may_allocate_at_any_point_of_the_first_allocation)
{
    const struct rt_heap fresh = rt_malloc_heap;
    unsigned early = 0;

    alarm.function = allocate;
    rt_interrupts_on();
    rt_alarms_begin();
    for (unsigned ticks = 1; ticks <= TICKS; ticks++) {
        for (unsigned steps = 0; steps < STEPS_OF_A_TICK; steps++) {
            rt_malloc_heap = fresh;
            block_of_handler = NULL;
            early += race(ticks, steps);
        }
    }
    RT_EXPECT_GT(early, TICKS * STEPS_OF_A_TICK / 4);
    RT_EXPECT_LT(early, TICKS * STEPS_OF_A_TICK * 3 / 4);
}
