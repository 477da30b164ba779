/* SPDX-License-Identifier: MIT */
/*
 * rt_exit for firmware without semihosting: calls board_exit.
 */
#include "end_run.h"
#include "flush.h"

#include <rt/exit.h>

void rt_exit(int status)
{
    panic_if_overflowed(status);
    flush_and_drain();
    rti_end_run(status);
}
