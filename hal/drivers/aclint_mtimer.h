/* SPDX-License-Identifier: MIT */
/** @file
 * ACLINT MTIMER: the machine timer of a set of harts, with mtime and the harts' mtimecmp at
 * addresses of their own (RISC-V ACLINT specification 1.0-rc4, chapter 2). `clint` is for a CLINT,
 * which has them at fixed offsets behind the software interrupts. Those of an ACLINT, its MSWI, are
 * served by `clint` too: a struct clint with the MSWI's base, of which the timer is not used.
 *
 * One instance serves one hart: its mtimecmp interrupts that hart only.
 */
#ifndef ACLINT_MTIMER_H
#define ACLINT_MTIMER_H

#include <hal/mtimecmp.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A hart's timer; constant. */
struct aclint_mtimer {
    struct hal_timer timer; /**< With aclint_mtimer_ops and the rate of mtime. */
    uintptr_t mtime;        /**< The address of mtime, also for board_time_count. */
    uintptr_t mtimecmp;     /**< The address of the first hart's mtimecmp. */
    uint32_t hart;          /**< The hart that this timer interrupts, 0 being the first. */
};

/** The @c timer.ops of every instance. */
extern const struct hal_timer_ops aclint_mtimer_ops;

/** @name The operations of <hal/timer.h> as direct calls.
 * @{ */
/** Implements the hal_timer_ function of the same name. */
uint64_t aclint_mtimer_now(const struct hal_timer *timer);
void aclint_mtimer_set_deadline(const struct hal_timer *timer, uint64_t ticks);
void aclint_mtimer_cancel(const struct hal_timer *timer);
/** @} */

/** Where aclint_mtimer_init and aclint_mtimer_init_hart find a hart's mtimecmp. */
static inline struct hal_mtimecmp *aclint_mtimecmp(const struct aclint_mtimer *dev, uint32_t hart)
{
    return (struct hal_mtimecmp *)dev->mtimecmp + hart;
}

/** Leaves no deadline. For board_init; call with interrupts off. */
static inline void aclint_mtimer_init(const struct aclint_mtimer *dev)
{
    hal_mtimecmp_init(aclint_mtimecmp(dev, dev->hart));
}

/** The same for @p hart of the set, while its timer interrupt is off. Returns false if there is no
 * such hart. For a board's board_prepare_hart. */
static inline bool aclint_mtimer_init_hart(const struct aclint_mtimer *dev, uint32_t hart)
{
    return hal_mtimecmp_probe(aclint_mtimecmp(dev, hart));
}

#ifdef __cplusplus
}
#endif

#endif
