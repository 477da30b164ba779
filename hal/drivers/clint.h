/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive CLINT: one hart's timer (mtime, mtimecmp) and every hart's software interrupt (msip).
 * Follows "SiFive FE310-G000 Manual", chapter CLINT, and the RISC-V ACLINT specification.
 *
 * One instance serves one hart: its compare register interrupts that hart only. mtime is shared.
 */
#ifndef CLINT_H
#define CLINT_H

#include <hal/timer.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A hart's timer; constant. */
struct clint {
    struct hal_timer timer; /**< With clint_timer_ops and the rate of mtime. */
    uintptr_t base;         /**< Where msip of hart 0 is. */
    uint32_t hart;          /**< Whose compare register set_deadline writes; 0 to 4094. */
};

/** For the @c timer.ops of every instance. */
extern const struct hal_timer_ops clint_timer_ops;

/** @name The operations of <hal/timer.h>, for calls that need no table.
 * @{ */
/** hal_timer_now: mtime. */
uint64_t clint_now(const struct hal_timer *timer);
/** hal_timer_set_deadline, by mtimecmp. */
void clint_set_deadline(const struct hal_timer *timer, uint64_t ticks);
/** hal_timer_cancel: mtimecmp is put at its maximum. */
void clint_cancel(const struct hal_timer *timer);
/** @} */

/** Makes the software interrupt of @p hart (0 to 4094) pending. Callable from anywhere. */
void clint_raise_software_irq(const struct clint *clint, uint32_t hart);

/** Takes the software interrupt of @p hart (0 to 4094) back. Callable from anywhere. */
void clint_clear_software_irq(const struct clint *clint, uint32_t hart);

/** The one or the other, as a board's board_set_software_irq wants it. */
static inline void clint_set_software_irq(const struct clint *clint, uint32_t hart, bool pending)
{
    if (pending) {
        clint_raise_software_irq(clint, hart);
    } else {
        clint_clear_software_irq(clint, hart);
    }
}

#ifdef __cplusplus
}
#endif

#endif
