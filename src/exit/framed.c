/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware without semihosting that a test runner started: writes the exit status in a
 * frame, then calls board_exit. A machine that can't end a run reports its status this way.
 */
#include "end_run.h"
#include "flush.h"

#include <rt/exit.h>
#include <rt/frame.h>

enum {
    LARGEST_STATUS = 255
};

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

void rt_exit(int status)
{
    panic_if_overflowed(status);
    rti_hart_stop_if_pending();
    flush_stdout();
    write_status(status);
    flush_and_drain();
    rti_end_run(status);
}
