/* SPDX-License-Identifier: MIT */
/*
 * LOG_TO console and semihosting: records leave the ring.
 */
#include "log.h"

#include <rt/csr.h>

void rt_log_drain(void)
{
    rti_log_send_all();
}

void rti_log_end_of_run(void)
{
    rti_log_finish();
}

static bool is_idle(void)
{
    return (csr_read(mip) & csr_read(mie)) == 0;
}

void rti_log_idle(void)
{
    if (rti_log_owns_port()) {
        (void)rti_log_send(UINT32_MAX, is_idle);
    }
}
