/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware without semihosting: by the board's own means.
 */
#include <rt/board.h>
#include <rt/exit.h>

#include "stdio_flush.h"

void rt_exit(int status)
{
    finish_output();
    board_exit(status);
    rt_halt();
}
