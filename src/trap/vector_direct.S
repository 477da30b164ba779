/* SPDX-License-Identifier: MIT */
/*
 * Direct mode, which cores without vectored mode need. One entry for every cause finds the handler
 * and jumps to it with every register restored.
 *
 * An exception may occur before tp and sp are valid, so it uses only t0, kept in mscratch.
 * mscratch is the hart's block again before a handler's entry runs.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>

#include "entry/vectors.h"
#include "trap/find_hart.h"

/* Where exceptions go, and interrupts without a handler. */
#ifdef LOWER_MODES
#define TRAP_ENTRY rti_mode_vector
#else
#define TRAP_ENTRY rti_trap_vector
#endif

    .macro go_to target
    find_hart
    csrrw t0, mscratch, t0
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

    /* The entries of handlers refer to it, so firmware without any does without this file. */
    .globl rti_vectors
    .set rti_vectors, 1

    .section .text.rt_vector, "ax", @progbits
    /* ld/sections.ld aligns it as the board's core requires. */
    .globl rt_mtvec
    .type rt_mtvec, @function
rt_mtvec:
    csrw mscratch, t0
    csrr t0, mcause
    bgez t0, exception
    slli t0, t0, 1
    .set tried, 0
    EACH_SOURCE(TRY)
exception:
    csrr t0, mscratch
    j TRAP_ENTRY
    EACH_SOURCE(GO)
    .size rt_mtvec, . - rt_mtvec

    EACH_HANDLER(WEAK)
    j TRAP_ENTRY
