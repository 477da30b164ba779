/* SPDX-License-Identifier: MIT */
/*
 * The part of start.S that copies .data, and the functions in RAM before it, on boards on which
 * their load address and run address differ.
 * Linked in unless the board sets RIVET_BOARD_DATA_STAYS. Uses registers only, neither the stack
 * nor gp, and leaves a0, a1 and a2 as they were at reset (boot_args.h).
 */
#include "arch/word.h"

/* Words copied per iteration. */
#define COPY_WORDS 16

    .section .text.rt_start.copy_data, "ax", @progbits
    .globl rti_copy_data
    .type rti_copy_data, @function
    /* a3 = source, a4 = destination, s0 = end of whole iterations, s1 = end, a5 = a word. */
rti_copy_data:
    .cfi_startproc
    .cfi_undefined ra
    la a3, rti_copy_load
    la a4, rti_copy_start
    beq a3, a4, done
    la s1, rt_data_end
    sub s0, s1, a4
    andi s0, s0, -(COPY_WORDS * WORD)
    add s0, s0, a4
    beq a4, s0, copy_words
copy_round:
    .set offset, 0
    .rept COPY_WORDS
    LOAD a5, offset(a3)
    STORE a5, offset(a4)
    .set offset, offset + WORD
    .endr
    addi a3, a3, COPY_WORDS * WORD
    addi a4, a4, COPY_WORDS * WORD
    bltu a4, s0, copy_round
copy_words:
    beq a4, s1, done
    LOAD a5, 0(a3)
    STORE a5, 0(a4)
    addi a3, a3, WORD
    addi a4, a4, WORD
    j copy_words
done:
    /* Fetch what was copied. A core without functions in RAM need not have fence.i. */
    addi a3, zero, %lo(rti_has_ram_text)
    beqz a3, cleared_next
    fence.i
cleared_next:
    j rti_clear_bss
    .cfi_endproc
    .size rti_copy_data, . - rti_copy_data
