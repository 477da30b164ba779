/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive CLINT: one hart's timer (mtime, mtimecmp) and every hart's software interrupt (msip).
 * Follows "SiFive FE310-G000 Manual", chapter CLINT, and the RISC-V ACLINT specification.
 *
 * One instance serves one hart: its mtimecmp interrupts that hart only. All share mtime.
 */
#ifndef CLINT_H
#define CLINT_H

#include <hal/mmio.h>
#include <hal/mtimecmp.h>
#include <hal/timer.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A hart's timer; constant. */
struct clint {
    struct hal_timer timer; /**< With clint_timer_ops and the rate of mtime. */
    uintptr_t base;         /**< The address of hart 0's msip. */
    uint32_t hart;          /**< The hart that this timer interrupts; 0 to 4094. */
};

/** The @c timer.ops of every instance. */
extern const struct hal_timer_ops clint_timer_ops;

/** @name The operations of <hal/timer.h> as direct calls.
 * @{ */
/** hal_timer_now, which reads mtime. */
uint64_t clint_now(const struct hal_timer *timer);
/** hal_timer_set_deadline, which writes mtimecmp. */
void clint_set_deadline(const struct hal_timer *timer, uint64_t ticks);
/** hal_timer_cancel, which sets mtimecmp to its maximum. */
void clint_cancel(const struct hal_timer *timer);
/** @} */

/** Offsets from the base. */
enum {
    CLINT_MTIMECMP = 0x4000, /**< Hart 0's mtimecmp. */
    CLINT_MTIME = 0xbff8,    /**< mtime, for board_time_count. */
};

/** Where clint_init and clint_init_hart find a hart's mtimecmp. */
static inline struct hal_mtimecmp *clint_mtimecmp(const struct clint *clint, uint32_t hart)
{
    return (struct hal_mtimecmp *)(clint->base + CLINT_MTIMECMP) + hart;
}

/** Leaves no deadline. For board_init; call with interrupts off. */
static inline void clint_init(const struct clint *clint)
{
    hal_mtimecmp_init(clint_mtimecmp(clint, clint->hart));
}

/** The same for @p hart (0 to 4094), while its timer interrupt is off. Returns false if there is no
 * such hart. For a board's board_prepare_hart. */
static inline bool clint_init_hart(const struct clint *clint, uint32_t hart)
{
    return hal_mtimecmp_probe(clint_mtimecmp(clint, hart));
}

/** Makes the software interrupt of @p hart (0 to 4094) pending. Callable from anywhere. */
void clint_raise_software_irq(const struct clint *clint, uint32_t hart);

/** Clears the software interrupt of @p hart (0 to 4094). Callable from anywhere. */
void clint_clear_software_irq(const struct clint *clint, uint32_t hart);

/** Raises or clears the software interrupt of @p hart; for a board's board_set_software_irq. */
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
