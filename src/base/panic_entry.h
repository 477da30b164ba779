/* SPDX-License-Identifier: MIT */
/*
 * What the entries of rt_panic have in common.
 */
#include "arch/word.h"

#include <rt/detail/registers.h>

/* clang-format off */
    /* t0 = what mie was, for the judgement of a frame. mscratch is free, as in the trap entry. */
    .macro take_traps
    csrrw t0, mie, zero
    csrw mscratch, t0
    .option push
    .option norelax
    la t0, rti_panic_vector
    .option pop
    csrw mtvec, t0
    csrr t0, mscratch
    .endm

    /* a2 to the last of them, below the arguments on the stack. */
    .macro store_arguments
    STORE a2, 2 * WORD(sp)
    STORE a3, 3 * WORD(sp)
    STORE a4, 4 * WORD(sp)
    STORE a5, 5 * WORD(sp)
    RT_HIGH_REGISTERS(STORE a6, 6 * WORD(sp); STORE a7, 7 * WORD(sp))
    .endm
