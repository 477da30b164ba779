/* SPDX-License-Identifier: MIT */
/* A device that never answers. docs/panic.md shows the report. */
#include <rt/interrupt.h>
#include <rt/watchdog.h>

#include <stdbool.h>

static volatile bool has_answered;

__attribute__((noinline)) static void wait_for_answer(void)
{
    while (!has_answered) {
    }
}

__attribute__((noinline)) static void work(void)
{
    wait_for_answer();
    has_answered = false;
}

int main(void)
{
    if (rt_watchdog_start(500) != 0) {
        return 1;
    }
    rt_interrupts_on();
    for (;;) {
        work();
        rt_watchdog_feed();
    }
}
