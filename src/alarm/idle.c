/* SPDX-License-Identifier: MIT */
#include "log/hooks.h"

#include <rt/board.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/time.h>

enum {
    HARTS = 16,
    NS_PER_US = 1000,
};

/* In ticks, by number of the hart. */
static uint64_t asleep[HARTS];

/* Weak, so that a board need not define them. */
__attribute__((weak)) void board_idle_enter(void)
{
}

__attribute__((weak)) void board_idle_leave(void)
{
}

void rt_idle(void)
{
    if (linked_log() != NULL) {
        linked_log()->idle();
    }
    const uint64_t start = hal_timer_now(board_timer);

    board_idle_enter();
    rt_interrupt_wait();
    board_idle_leave();
    asleep[rt_hart_self()] += hal_timer_now(board_timer) - start;
    rt_interrupts_on();
    rt_interrupts_off();
}

uint64_t rt_idle_us(void)
{
    return hal_timer_ns_from_ticks(board_timer, asleep[rt_hart_self()]) / NS_PER_US;
}
