/* SPDX-License-Identifier: MIT */
/* Another hart feeds the watchdog of the boot hart's timer, or does not. */
#include <rt/board.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/watchdog.h>

enum {
    TIMEOUT_MS = 1000, /* a busy host may delay a feed by less */
    MS = 1000000,      /* in nanoseconds */
};

static char stack[4096] __attribute__((aligned(RT_HART_GUARD_SIZE)));
static volatile unsigned feeds;

static void feed(void *argument)
{
    const unsigned most = *(const unsigned *)argument;

    while (feeds < most) {
        hal_timer_delay_ns(board_timer, MS);
        rt_watchdog_feed();
        feeds = feeds + 1;
    }
}

static void start(const unsigned *most)
{
    const struct rt_hart_stack place = {stack, sizeof(stack)};

    RT_REQUIRE_EQ(rt_watchdog_start(TIMEOUT_MS), 0);
    rt_interrupts_on();
    RT_REQUIRE_EQ(rt_hart_start(1, feed, (void *)most, place), 0);
}

RT_TEST(another_hart_may_feed_it)
{
    static const unsigned most = 2 * TIMEOUT_MS;

    start(&most);
    while (feeds < TIMEOUT_MS + TIMEOUT_MS / 4) {
    }
    rt_watchdog_stop();
}

static unsigned feeds_at_the_end;

void rt_panic_end(void)
{
    if (feeds_at_the_end == 0) {
        feeds_at_the_end = feeds;
        rt_panic("after %u feeds", feeds_at_the_end);
    }
}

RT_TEST_PANICS(it_panics_when_that_hart_stops_feeding, "*** PANIC: after 10 feeds")
{
    static const unsigned most = 10;

    start(&most);
    for (;;) {
    }
}
