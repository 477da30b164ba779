/* SPDX-License-Identifier: MIT */
/* ACLINT MTIMER: the counter. */
#include <aclint_mtimer.h>
#include <assert.h>
#include <stddef.h>

/* Weak: firmware that doesn't call them by <hal/timer.h> need not link them. See <hal/link.h>. */
#pragma weak aclint_mtimer_set_deadline
#pragma weak aclint_mtimer_cancel

uint64_t aclint_mtimer_now(const struct hal_timer *timer)
{
    static_assert(offsetof(struct aclint_mtimer, timer) == 0, "the interface comes first");
    reg_rw32 *const mtime = (reg_rw32 *)((const struct aclint_mtimer *)timer)->mtime;
    return reg_read_hi_lo(&mtime[0], &mtime[1]);
}

const struct hal_timer_ops aclint_mtimer_ops = {
    .now = aclint_mtimer_now,
    .set_deadline = aclint_mtimer_set_deadline,
    .cancel = aclint_mtimer_cancel,
};
