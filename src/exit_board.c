/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware without semihosting: by the board's own means.
 */
#include <rt/board.h>
#include <rt/exit.h>

#include "end_run.h"
#include "stdio_flush.h"

void end_run(int status)
{
    board_exit(status);
    rt_halt();
}

void rt_exit(int status)
{
    flush_and_drain();
    end_run(status);
}
