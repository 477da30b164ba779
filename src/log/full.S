/* SPDX-License-Identifier: MIT */
/*
 * rti_log_full: begins a new block and keeps all registers but t0, so a call site needs only one
 * branch.
 */
#include "arch/word.h"

    .section .text.rti_log_full, "ax", @progbits
    .globl rti_log_full
    .type rti_log_full, @function
rti_log_full:
    .cfi_startproc
    .cfi_return_column t0
    addi sp, sp, -16 * WORD
    .cfi_def_cfa_offset 16 * WORD
    STORE ra, 0 * WORD(sp)
    STORE t0, 1 * WORD(sp)
    .cfi_offset t0, -15 * WORD
    STORE t1, 2 * WORD(sp)
    STORE t2, 3 * WORD(sp)
    STORE a0, 4 * WORD(sp)
    STORE a1, 5 * WORD(sp)
    STORE a2, 6 * WORD(sp)
    STORE a3, 7 * WORD(sp)
    STORE a4, 8 * WORD(sp)
    STORE a5, 9 * WORD(sp)
    STORE a6, 10 * WORD(sp)
    STORE a7, 11 * WORD(sp)
    STORE t3, 12 * WORD(sp)
    STORE t4, 13 * WORD(sp)
    STORE t5, 14 * WORD(sp)
    STORE t6, 15 * WORD(sp)
    call rti_log_begin_block
    LOAD ra, 0 * WORD(sp)
    LOAD t0, 1 * WORD(sp)
    LOAD t1, 2 * WORD(sp)
    LOAD t2, 3 * WORD(sp)
    LOAD a0, 4 * WORD(sp)
    LOAD a1, 5 * WORD(sp)
    LOAD a2, 6 * WORD(sp)
    LOAD a3, 7 * WORD(sp)
    LOAD a4, 8 * WORD(sp)
    LOAD a5, 9 * WORD(sp)
    LOAD a6, 10 * WORD(sp)
    LOAD a7, 11 * WORD(sp)
    LOAD t3, 12 * WORD(sp)
    LOAD t4, 13 * WORD(sp)
    LOAD t5, 14 * WORD(sp)
    LOAD t6, 15 * WORD(sp)
    addi sp, sp, 16 * WORD
    .cfi_def_cfa_offset 0
    jr t0
    .cfi_endproc
    .size rti_log_full, . - rti_log_full
