/* SPDX-License-Identifier: MIT */
/** @file
 * Critical sections of drivers: code that no interrupt of this hart preempts.
 *
 *     const unsigned long state = hal_critical_enter();
 *     ...
 *     hal_critical_exit(state);
 *
 * Use them for short sequences of device accesses, never to wait. Sections nest and restore the
 * previous interrupt state. They don't exclude other harts.
 *
 * The host tests put another folder first on the include path. Its file of the same name defers the
 * handlers of the modelled machine.
 */
#ifndef HAL_CRITICAL_H
#define HAL_CRITICAL_H

/** @cond internal */
enum {
    HAL_CRITICAL_MIE = 1U << 3, /* in mstatus, privileged specification 3.1.6 */
};
/** @endcond */

/** Turns interrupts off on this hart; pass the result to hal_critical_exit. */
static inline unsigned long hal_critical_enter(void)
{
    unsigned long before;
    __asm__ volatile("csrrci %0, mstatus, %1" : "=r"(before) : "i"(HAL_CRITICAL_MIE) : "memory");
    return before & HAL_CRITICAL_MIE;
}

/** Turns interrupts back on if they were on when hal_critical_enter returned @p state. */
static inline void hal_critical_exit(unsigned long state)
{
    __asm__ volatile("csrs mstatus, %0" ::"r"(state) : "memory");
}

#endif
