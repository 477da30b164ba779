/* SPDX-License-Identifier: MIT */
/*
 * What the ways have in common by which an ecall of a lower mode calls a function. Include after
 * entry/context_state.h.
 */
#include "entry_unwind.h"

/* clang-format off */
    .equ BLOCK_PROGRAM, RT_HART_context*WORD

    /* Loads a word: a program's gp must not be part of its address. */
    .macro load_without_gp reg, symbol
    .option push
    .option norelax
9:  auipc \reg, %pcrel_hi(\symbol)
    LOAD \reg, %pcrel_lo(9b)(\reg)
    .option pop
    .endm

    /* From the program's context to that of a C function on the trap stack; t0 = the block. */
    .macro enter_call
    sh zero, RT_HART_IN_PROGRAM(t0)
    mv sp, t0
    load_gp
    addi tp, t0, RT_HART_BLOCK_SIZE
    .endm

    /* The program continues behind its ecall. */
    .macro pass_ecall
    csrr t1, mepc
    addi t1, t1, 4
    csrw mepc, t1
    li t1, 1
    sh t1, RT_HART_IN_PROGRAM - RT_HART_BLOCK_SIZE(tp)
    .endm
