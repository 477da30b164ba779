/* SPDX-License-Identifier: MIT */
/*
 * The part of start.S that copies .data, and the functions in RAM before it, on boards on which
 * their load address and run address differ.
 * Linked in unless the board sets RIVET_BOARD_DATA_STAYS. Uses registers only, neither the stack
 * nor gp.
 */
#include "arch/word.h"

/* Words copied per iteration. */
#define COPY_WORDS 16

    .section .text.rt_start.copy_data, "ax", @progbits
    .globl rti_copy_data
    .type rti_copy_data, @function
    /* a0 = source, a1 = destination, a2 = end of whole iterations, a3 = end. */
rti_copy_data:
    .cfi_startproc
    .cfi_undefined ra
    la a0, rti_copy_load
    la a1, rti_copy_start
    beq a0, a1, done
    la a3, rt_data_end
    sub a2, a3, a1
    andi a2, a2, -(COPY_WORDS * WORD)
    add a2, a2, a1
    beq a1, a2, copy_words
copy_round:
    .set offset, 0
    .rept COPY_WORDS
    LOAD a4, offset(a0)
    STORE a4, offset(a1)
    .set offset, offset + WORD
    .endr
    addi a0, a0, COPY_WORDS * WORD
    addi a1, a1, COPY_WORDS * WORD
    bltu a1, a2, copy_round
copy_words:
    beq a1, a3, done
    LOAD a4, 0(a0)
    STORE a4, 0(a1)
    addi a0, a0, WORD
    addi a1, a1, WORD
    j copy_words
done:
    /* Fetch what was copied. A core without functions in RAM need not have fence.i. */
    addi a0, zero, %lo(rti_has_ram_text)
    beqz a0, cleared_next
    fence.i
cleared_next:
    j rti_clear_bss
    .cfi_endproc
    .size rti_copy_data, . - rti_copy_data
