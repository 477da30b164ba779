/* SPDX-License-Identifier: MIT */
/** @file
 * What the driver's files share; for them alone. See clint.c.
 */
#ifndef CLINT_INTERNAL_H
#define CLINT_INTERNAL_H

#include <assert.h>
#include <clint.h>
#include <hal/mmio.h>
#include <stddef.h>

/** @cond internal */

enum {
    CLINT_MAX_HARTS = 4095,
};

struct clint_regs {
    reg_rw32 msip[CLINT_MAX_HARTS];
    reg_rw32 reserved;
    struct hal_mtimecmp mtimecmp[CLINT_MAX_HARTS];
    reg_rw32 mtime_lo;
    reg_rw32 mtime_hi;
};
MMIO_ASSERT_OFFSET(struct clint_regs, mtimecmp, CLINT_MTIMECMP);
MMIO_ASSERT_OFFSET(struct clint_regs, mtime_lo, CLINT_MTIME);
MMIO_ASSERT_OFFSET(struct clint_regs, mtime_hi, 0xbffc);
MMIO_ASSERT_SIZE(struct clint_regs, 0xc000);

static inline const struct clint *clint_device(const struct hal_timer *timer)
{
    static_assert(offsetof(struct clint, timer) == 0, "the interface comes first");
    return (const struct clint *)timer;
}

static inline struct clint_regs *clint_regs_of(const struct clint *clint)
{
    return (struct clint_regs *)clint->base;
}

/** @endcond */

#endif
