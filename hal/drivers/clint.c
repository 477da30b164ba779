/* SPDX-License-Identifier: MIT */
/*
 * CLINT. Accesses the 64-bit registers mtime and mtimecmp as pairs of 32-bit ones, on RV64 too. The
 * order of accesses avoids torn reads and spurious compare matches.
 */
#include <assert.h>
#include <clint.h>
#include <hal/critical.h>
#include <hal/mmio.h>

enum {
    MAX_HARTS = 4095,
};

struct clint_regs {
    reg_rw32 msip[MAX_HARTS];
    reg_rw32 reserved;
    struct clint_mtimecmp {
        reg_rw32 lo;
        reg_rw32 hi;
    } mtimecmp[MAX_HARTS];
    reg_rw32 mtime_lo;
    reg_rw32 mtime_hi;
};
MMIO_ASSERT_OFFSET(struct clint_regs, mtimecmp, CLINT_MTIMECMP);
MMIO_ASSERT_OFFSET(struct clint_regs, mtime_lo, CLINT_MTIME);
MMIO_ASSERT_OFFSET(struct clint_regs, mtime_hi, 0xbffc);
MMIO_ASSERT_SIZE(struct clint_regs, 0xc000);

static inline const struct clint *device(const struct hal_timer *timer)
{
    static_assert(offsetof(struct clint, timer) == 0, "the interface comes first");
    return (const struct clint *)timer;
}

static inline struct clint_regs *regs(const struct clint *clint)
{
    return (struct clint_regs *)clint->base;
}

uint64_t clint_now(const struct hal_timer *timer)
{
    struct clint_regs *r = regs(device(timer));
    return reg_read_hi_lo(&r->mtime_lo, &r->mtime_hi);
}

/* With the high half at its maximum, the low half can be changed without a match (RISC-V
 * privileged specification, mtime and mtimecmp). Interrupts are off because a handler may set a
 * deadline too. */
void clint_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    const struct clint *clint = device(timer);
    struct clint_mtimecmp *mtimecmp = &regs(clint)->mtimecmp[clint->hart];
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

void clint_raise_software_irq(const struct clint *clint, uint32_t hart)
{
    reg_write(&regs(clint)->msip[hart], 1);
}

void clint_clear_software_irq(const struct clint *clint, uint32_t hart)
{
    reg_write(&regs(clint)->msip[hart], 0);
}

const struct hal_timer_ops clint_timer_ops = {
    .now = clint_now,
    .set_deadline = clint_set_deadline,
    .cancel = clint_cancel,
};
