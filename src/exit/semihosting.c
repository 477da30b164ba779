/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware that may run under a debugger or emulator: calls the host, then board_exit.
 */
#include "end_run.h"
#include "flush.h"

#include <rt/board.h>
#include <rt/exit.h>
#include <rt/semihosting.h>

/* The reason code of a normal exit, from the semihosting specification. */
#define ADP_STOPPED_APPLICATION_EXIT 0x20026UL

void rti_end_run(int status)
{
    /* QEMU passes on only eight bits: a larger status must not become 0. */
    const unsigned long code = (status & ~0xff) != 0 ? 255 : (unsigned long)status;
    const unsigned long block[2] = {ADP_STOPPED_APPLICATION_EXIT, code};

    rt_semihosting_call(SEMIHOSTING_SYS_EXIT_EXTENDED, block);
    board_exit(status);
    rt_halt();
}

void rt_exit(int status)
{
    panic_if_overflowed(status);
    flush_and_drain();
    rti_end_run(status);
}
