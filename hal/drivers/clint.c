/* SPDX-License-Identifier: MIT */
/*
 * CLINT. Accesses the 64-bit registers mtime and mtimecmp as pairs of 32-bit ones, on RV64 too. The
 * order of accesses avoids torn reads and spurious compare matches.
 */
#include <clint_internal.h>

/* Weak: firmware that doesn't call them by <hal/timer.h> need not link them. See <hal/link.h>. */
#pragma weak clint_set_deadline
#pragma weak clint_cancel

uint64_t clint_now(const struct hal_timer *timer)
{
    struct clint_regs *r = clint_regs_of(clint_device(timer));
    return reg_read_hi_lo(&r->mtime_lo, &r->mtime_hi);
}

void clint_raise_software_irq(const struct clint *clint, uint32_t hart)
{
    reg_write(&clint_regs_of(clint)->msip[hart], 1);
}

void clint_clear_software_irq(const struct clint *clint, uint32_t hart)
{
    reg_write(&clint_regs_of(clint)->msip[hart], 0);
}

const struct hal_timer_ops clint_timer_ops = {
    .now = clint_now,
    .set_deadline = clint_set_deadline,
    .cancel = clint_cancel,
};
