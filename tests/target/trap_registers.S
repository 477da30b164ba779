/* SPDX-License-Identifier: MIT */
/* A trap with a known value in every register: 0x400 plus its number, except sp, gp and tp. */
#include "../../src/arch/word.h"

#include <rt/detail/registers.h>

    .macro for_callee_saved op
    .set at, 0
    .irp reg, ra, s0, s1 RT_HIGH_REGISTERS(, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11)
    \op \reg, at * WORD(sp)
    .set at, at + 1
    .endr
    .endm

    .text
    .globl trap_with_every_register_known
    .type trap_with_every_register_known, @function
trap_with_every_register_known:
    addi sp, sp, -16 * WORD
    for_callee_saved STORE

    /* sp, gp and tp must be valid, so copies of them are on the stack. */
    STORE sp, 13 * WORD(sp)
    STORE gp, 14 * WORD(sp)
    STORE tp, 15 * WORD(sp)
    .irp number, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 \
        RT_HIGH_REGISTERS(, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
    li x\number, 0x400 + \number
    .endr
    ebreak

    /* Each becomes its difference. a0 is the first and then collects the others. */
    .irp number, 10, 1, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15 \
        RT_HIGH_REGISTERS(, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
    addi x\number, x\number, -0x400 - \number
    or a0, a0, x\number
    .endr
    LOAD t0, 13 * WORD(sp)
    sub t0, t0, sp
    or a0, a0, t0
    LOAD t0, 14 * WORD(sp)
    sub t0, t0, gp
    or a0, a0, t0
    LOAD t0, 15 * WORD(sp)
    sub t0, t0, tp
    or a0, a0, t0

    for_callee_saved LOAD
    addi sp, sp, 16 * WORD
    ret
    .size trap_with_every_register_known, . - trap_with_every_register_known
