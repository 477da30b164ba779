/* SPDX-License-Identifier: MIT */
/*
 * Ends the run by the board's own means.
 */
#include "end_run.h"

#include <rt/board.h>
#include <rt/exit.h>

void rti_end_run(int status)
{
    board_exit(status);
    rt_halt();
}
