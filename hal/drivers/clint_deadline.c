/* SPDX-License-Identifier: MIT */
/* CLINT: mtimecmp. Firmware that only reads the time doesn't link this file. */
#include <clint_internal.h>

void clint_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    const struct clint *clint = clint_device(timer);
    hal_mtimecmp_write(&clint_regs_of(clint)->mtimecmp[clint->hart], ticks);
}

void clint_cancel(const struct hal_timer *timer)
{
    clint_set_deadline(timer, UINT64_MAX);
}
