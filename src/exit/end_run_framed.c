/* SPDX-License-Identifier: MIT */
/*
 * Ends the run of a test case. Sends the exit status in a frame first, for a machine that can't end
 * a run. Where board_exit returns, the firmware starts over, so that the board needs no reset for
 * the next case, if it has one hart. Devices keep their state. The memory that a reset leaves alone
 * is cleared, as by power-on.
 */
#include "end_run.h"

#include <rt/board.h>
#include <rt/console.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/frame.h>
#include <rt/hart.h>
#include <rt/image.h>

enum {
    LARGEST_STATUS = 255,
    OVER = 0x0e7a570f /* not what memory has by chance */
};

static bool is_reported;

/* As for semihosting, a larger status becomes 255. */
static void write_status(int status)
{
    unsigned rest = (status & ~LARGEST_STATUS) != 0 ? LARGEST_STATUS : (unsigned)status;
    char digits[3];
    size_t first = sizeof(digits);

    do {
        digits[--first] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    rt_console_write_frame(RT_FRAME_EXIT, digits + first, sizeof(digits) - first);
}

__attribute__((section(".noinit"))) static unsigned state;

/* Code in RAM that is protected can't be copied there once more, and other harts might still use
 * the memory. A start that has not come as far as the question would not come further the next
 * time. */
static bool can_start_over(void)
{
    return rt_hart_count() == 1 && &rt_ram_text_start[0] == &rt_ram_text_end[0] && state != OVER;
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
    if (!is_reported) {
        is_reported = true; /* a fault on the way comes here again */
        write_status(status);
        rt_console_drain();
    }
    board_exit(status);
    if (!can_start_over()) {
        rt_halt();
    }
    csr_write(mie, 0);
    csr_clear(mstatus, MSTATUS_MIE | MSTATUS_MPRV); /* as a reset does */
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
