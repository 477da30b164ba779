/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware without semihosting that a test runner started: rti_end_run sends the exit
 * status in a frame. A machine that can't end a run reports its status this way.
 */
#include "end_run.h"
#include "flush.h"

#include <rt/exit.h>

void rt_exit(int status)
{
    panic_if_overflowed(status);
    rti_hart_stop_if_pending();
    flush_and_drain();
    rti_end_run(status);
}
