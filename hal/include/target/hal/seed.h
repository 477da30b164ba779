/* SPDX-License-Identifier: MIT */
/*
 * The seed register of a core with Zkr (0x015, RISC-V scalar cryptography, 4.1).
 *
 * Only an instruction that also writes the register may read it. The value written is ignored. The
 * host tests put another folder first on the include path. Its file of the same name reads a
 * modelled register.
 */
#ifndef HAL_SEED_H
#define HAL_SEED_H

#include <stdint.h>

/** Reads and clears the register. An illegal instruction on a core without it. */
static inline uint32_t hal_seed_take(void)
{
    unsigned long value;
    __asm__ volatile("csrrw %0, 0x015, zero" : "=r"(value)::"memory");
    return (uint32_t)value;
}

#endif
