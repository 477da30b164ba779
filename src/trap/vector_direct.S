/* SPDX-License-Identifier: MIT */
/*
 * Direct mode, which cores without vectored mode need. One entry for every cause finds the handler
 * and jumps to it with every register restored.
 *
 * It relies only on mscratch because an exception may occur before tp and sp are valid. It keeps t0
 * in the hart's block, at mscratch, in a word of the trap entry.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>

/* Twice the cause, as it is after the shift that drops the interrupt bit. */
#define SOFTWARE 6
#define TIMER 14
#define EXTERNAL 22

    .macro go_to target
    LOAD t0, RT_HART_SCRATCH(sp)
    csrrw sp, mscratch, sp
    j \target
    .endm

    .section .text.rt_vector, "ax", @progbits
    /* Align the section itself; without norelax the linker would align by relaxation. */
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
