/* SPDX-License-Identifier: MIT */
/* ACLINT MTIMER: mtimecmp. Firmware that only reads the time doesn't link this file. */
#include <aclint_mtimer.h>

void aclint_mtimer_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    const struct aclint_mtimer *const dev = (const struct aclint_mtimer *)timer;
    hal_mtimecmp_write(aclint_mtimecmp(dev, dev->hart), ticks);
}

void aclint_mtimer_cancel(const struct hal_timer *timer)
{
    aclint_mtimer_set_deadline(timer, UINT64_MAX);
}
