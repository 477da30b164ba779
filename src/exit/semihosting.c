/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware that may run under a debugger or emulator: calls the host, then board_exit.
 */
#include "end_run.h"
#include "flush.h"

#include "arch/semihosting_exit.h"

#include <rt/board.h>
#include <rt/exit.h>

void rti_end_run(int status)
{
    rti_semihosting_exit(status);
    board_exit(status);
    rt_halt();
}

void rt_exit(int status)
{
    panic_if_overflowed(status);
    flush_and_drain();
    rti_end_run(status);
}
