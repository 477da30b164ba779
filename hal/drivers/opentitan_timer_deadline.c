/* SPDX-License-Identifier: MIT */
/* OpenTitan timer: the comparator. Firmware that only reads the time doesn't link this file. */
#include <hal/critical.h>
#include <opentitan_timer.h>

/*
 * With the high half at its last value, the low half can be changed without a match. The match of
 * the deadline before is latched, and is cleared once the new deadline is set; if that has passed
 * too, the device latches it again. Interrupts are off because a handler may set a deadline too.
 */
void opentitan_timer_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    const struct opentitan_timer *const dev = (const struct opentitan_timer *)timer;
    struct opentitan_timer_regs *const r = opentitan_timer_regs_of(dev);
    const uint32_t hi = (uint32_t)(ticks >> 32);
    const unsigned long state = hal_critical_enter();
    reg_write(&r->compare_hi, dev->last_hi);
    reg_write(&r->compare_lo, (uint32_t)ticks);
    reg_write(&r->compare_hi, hi < dev->last_hi ? hi : dev->last_hi);
    reg_write(&r->intr_state, OPENTITAN_TIMER_INTERRUPT);
    hal_critical_exit(state);
}

void opentitan_timer_cancel(const struct hal_timer *timer)
{
    opentitan_timer_set_deadline(timer, UINT64_MAX);
}
