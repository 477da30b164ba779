/* SPDX-License-Identifier: MIT */
/*
 * Ends the run by the board's own means. A board that has none starts over, so that it needs no
 * reset for the next test case. Devices keep their state, and harts that were stopped stay so. The
 * memory that a reset leaves alone is cleared, as by power-on.
 */
#include "end_run.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/image.h>

enum {
    OVER = 0x0e7a570f /* not what memory has by chance */
};

__attribute__((section(".noinit"))) static unsigned state;

/* Code in RAM that is protected can't be copied there once more. A start that has not come as far
 * as the question would not come further the next time. */
static bool can_start_over(void)
{
    return &rt_ram_text_start[0] == &rt_ram_text_end[0] && state != OVER;
}

/* The stack may be in this memory: nothing on it is used any more. */
static inline void clear_noinit(void)
{
    for (volatile char *byte = rt_noinit_start; byte != rt_noinit_end; byte++) {
        *byte = 0;
    }
}

/* The firmware's entry is the first instruction of its code. */
void rti_end_run(int status)
{
    board_exit(status);
    if (!can_start_over()) {
        rt_halt();
    }
    csr_write(mie, 0);
    clear_noinit();
    state = OVER;
    __asm__ volatile("jr %0" ::"r"(rt_text_start) : "memory");
    __builtin_unreachable();
}

bool rti_end_run_started_over(void)
{
    const bool is_over = state == OVER;

    state = 0;
    return is_over;
}
