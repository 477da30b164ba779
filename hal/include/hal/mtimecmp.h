/* SPDX-License-Identifier: MIT */
/** @file
 * The comparator of the RISC-V machine timer, for drivers of its devices. It is written as two
 * registers of 32 bits, on RV64 too (Privileged Architecture, "Machine Timer Registers").
 */
#ifndef HAL_MTIMECMP_H
#define HAL_MTIMECMP_H

#include <hal/critical.h>
#include <hal/mmio.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A hart's mtimecmp. */
struct hal_mtimecmp {
    reg_rw32 lo; /**< Its low half. */
    reg_rw32 hi; /**< Its high half. */
};

/** Sets it to its maximum, so that no timer interrupt is pending before the first deadline is set.
 * A reset need not change it, or may make it 0. Call with the timer's interrupt off. */
static inline void hal_mtimecmp_init(struct hal_mtimecmp *mtimecmp)
{
    reg_write(&mtimecmp->hi, UINT32_MAX);
    reg_write(&mtimecmp->lo, UINT32_MAX);
}

/** The same. Returns false if it does not read as written: there is no such hart. */
static inline bool hal_mtimecmp_probe(struct hal_mtimecmp *mtimecmp)
{
    hal_mtimecmp_init(mtimecmp);
    return reg_read(&mtimecmp->lo) == UINT32_MAX;
}

/** Sets it. With the high half at its maximum, the low half can be changed without a match.
 * Interrupts are off because a handler may set a deadline too. */
static inline void hal_mtimecmp_write(struct hal_mtimecmp *mtimecmp, uint64_t ticks)
{
    const unsigned long state = hal_critical_enter();

    reg_write(&mtimecmp->hi, UINT32_MAX);
    reg_write(&mtimecmp->lo, (uint32_t)ticks);
    reg_write(&mtimecmp->hi, (uint32_t)(ticks >> 32));
    hal_critical_exit(state);
}

#ifdef __cplusplus
}
#endif

#endif
