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

#include "entry/vectors.h"

    .macro go_to target
    LOAD t0, RT_HART_SCRATCH(sp)
    csrrw sp, mscratch, sp
    j \target
    .endm

/* t0 is twice the cause, since a shift dropped the interrupt bit, minus twice the cause that was
 * tried before. */
#define TRY(name, cause)              \
    addi t0, t0, tried - 2 * (cause); \
    .set tried, 2 * (cause);          \
    beqz t0, go_##name;
#define GO(name, cause)   go_##name: go_to rt_vector_##name;
#define WEAK(name, cause) .weak rt_vector_##name; rt_vector_##name:

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
    .set tried, 0
    EACH_SOURCE(TRY)
exception:
    go_to rti_trap_vector
    EACH_SOURCE(GO)
    .size rt_mtvec, . - rt_mtvec

    EACH_SOURCE(WEAK)
    j rti_trap_vector
