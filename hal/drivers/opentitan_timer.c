/* SPDX-License-Identifier: MIT */
/* OpenTitan timer: the counter. */
#include <opentitan_timer.h>

/* Weak: firmware that doesn't call them by <hal/timer.h> need not link them. See <hal/link.h>. */
#pragma weak opentitan_timer_set_deadline
#pragma weak opentitan_timer_cancel

uint64_t opentitan_timer_now(const struct hal_timer *timer)
{
    static_assert(offsetof(struct opentitan_timer, timer) == 0, "the interface comes first");
    struct opentitan_timer_regs *const r =
        opentitan_timer_regs_of((const struct opentitan_timer *)timer);
    return reg_read_hi_lo(&r->count_lo, &r->count_hi);
}

const struct hal_timer_ops opentitan_timer_ops = {
    .now = opentitan_timer_now,
    .set_deadline = opentitan_timer_set_deadline,
    .cancel = opentitan_timer_cancel,
};
