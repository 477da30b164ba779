/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for MINIMAL firmware: it has no console whose output could wait.
 */
#include <rt/board.h>
#include <rt/exit.h>

void rt_exit(int status)
{
    board_exit(status);
    rt_halt();
}
