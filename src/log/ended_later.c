/* SPDX-License-Identifier: MIT */
/*
 * LOG_DRAIN idle: records wait until rt_idle, the end of the run or rt_log_drain. Only a library
 * that was compiled for any firmware calls this.
 */
#include <rt/log.h>

void rti_log_ended(void)
{
}
