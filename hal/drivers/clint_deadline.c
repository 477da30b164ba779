/* SPDX-License-Identifier: MIT */
/* CLINT: mtimecmp. Firmware that only reads the time doesn't link this file. */
#include <clint_internal.h>
#include <hal/critical.h>

/* With the high half at its maximum, the low half can be changed without a match (RISC-V
 * privileged specification, mtime and mtimecmp). Interrupts are off because a handler may set a
 * deadline too. */
void clint_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    const struct clint *clint = clint_device(timer);
    struct clint_mtimecmp *mtimecmp = &clint_regs_of(clint)->mtimecmp[clint->hart];
    const unsigned long state = hal_critical_enter();
    reg_write(&mtimecmp->hi, UINT32_MAX);
    reg_write(&mtimecmp->lo, (uint32_t)ticks);
    reg_write(&mtimecmp->hi, (uint32_t)(ticks >> 32));
    hal_critical_exit(state);
}

void clint_cancel(const struct hal_timer *timer)
{
    clint_set_deadline(timer, UINT64_MAX);
}
