/* SPDX-License-Identifier: MIT */
/*
 * Direct traps, for cores without vectors: one entry for every cause, which finds the handler of an
 * interrupt and goes there with every register as it was.
 *
 * Nothing but mscratch is trusted: an exception may come before tp and sp are valid. t0 is
 * kept in the hart's block, which mscratch points at, where only the trap entry writes.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>

/* Twice the cause: the shift that drops the interrupt bit leaves that. */
#define SOFTWARE 6
#define TIMER 14
#define EXTERNAL 22

    .macro go_to target
    LOAD t0, RT_HART_SCRATCH(sp)
    csrrw sp, mscratch, sp
    j \target
    .endm

    .section .text.rt_vector, "ax", @progbits
    /* An alignment of the section itself, not one that the linker makes by relaxation. */
    .option push
    .option norelax
    .balign 64
    .option pop
    .globl rt_mtvec
    .type rt_mtvec, @function
rt_mtvec:
    csrrw sp, mscratch, sp
    STORE t0, RT_HART_SCRATCH(sp)
    csrr t0, mcause
    bgez t0, exception
    slli t0, t0, 1
    addi t0, t0, -TIMER
    beqz t0, timer
    addi t0, t0, TIMER - EXTERNAL
    beqz t0, external
    addi t0, t0, EXTERNAL - SOFTWARE
    beqz t0, software
exception:
    go_to rti_trap_vector
timer:
    go_to rt_vector_timer
external:
    go_to rt_vector_external
software:
    go_to rt_vector_software
    .size rt_mtvec, . - rt_mtvec

    .weak rt_vector_software, rt_vector_timer, rt_vector_external
rt_vector_software:
rt_vector_timer:
rt_vector_external:
    j rti_trap_vector
