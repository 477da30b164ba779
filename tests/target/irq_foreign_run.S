/* SPDX-License-Identifier: MIT */
/*
 * See irq_foreign.h. No register leads back to our own memory while interrupts are on; sscratch and
 * an address in the code do.
 */
#include "irq_foreign.h"

#include "../../src/arch/word.h"

    /* All except a0, which is the base. */
    .macro for_most op
    .set at, 0
    .irp reg, ra, sp, gp, tp, t0, t1, t2, s0, s1
    \op \reg, at*WORD(a0)
    .set at, at + 1
    .endr
    .set at, 10
    .irp reg, a1, a2, a3, a4, a5 RT_HIGH_REGISTERS(, a6, a7, s2, s3, s4, s5, s6, s7, s8, s9, \
        s10, s11, t3, t4, t5, t6)
    \op \reg, at*WORD(a0)
    .set at, at + 1
    .endr
    .endm

    .macro for_callee_saved op
    .set at, 0
    .irp reg, ra, gp, tp, s0, s1 RT_HIGH_REGISTERS(, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11)
    \op \reg, at*WORD(sp)
    .set at, at + 1
    .endr
    .endm

    .text
    .globl foreign_interrupt
    .type foreign_interrupt, @function
foreign_interrupt:
    addi sp, sp, -16*WORD
    for_callee_saved STORE
    STORE a1, 15*WORD(sp)
    .option push
    .option norelax
    la t0, own_sp
    .option pop
    STORE sp, 0(t0)
    for_most LOAD
    LOAD a0, 9*WORD(a0)
    csrsi mstatus, 8
    nop
    csrci mstatus, 8
    csrw sscratch, a0
    .option push
    .option norelax
    la a0, scratch
    .option pop
    for_most STORE
    csrr t0, sscratch
    STORE t0, 9*WORD(a0)
    mv t1, a0
    .option push
    .option norelax
    la t0, own_sp
    .option pop
    LOAD sp, 0(t0)
    for_callee_saved LOAD
    LOAD a1, 15*WORD(sp)
    addi sp, sp, 16*WORD
    li t2, FOREIGN_REGISTERS
1:  LOAD a0, 0(t1)
    STORE a0, 0(a1)
    addi t1, t1, WORD
    addi a1, a1, WORD
    addi t2, t2, -1
    bnez t2, 1b
    ret
    .size foreign_interrupt, . - foreign_interrupt

    .bss
    .balign 8
own_sp:
    .zero WORD
scratch:
    .zero FOREIGN_REGISTERS*WORD
