/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for MINIMAL firmware, which has no console to drain.
 */
#include "end_run.h"

#include <rt/board.h>
#include <rt/exit.h>

void rti_end_run(int status)
{
    board_exit(status);
    rt_halt();
}

void rt_exit(int status)
{
    rti_end_run(status);
}
