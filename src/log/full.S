/* SPDX-License-Identifier: MIT */
/*
 * rti_log_full: begins a new block and keeps all registers but t0, so a call site needs only one
 * branch.
 */
#include "arch/word.h"

#include <rt/detail/registers.h>

#define FRAME (RT_CALLER_SAVED * WORD)

    .macro for_caller_saved op
    .set offset, 0
    .irp reg, ra, t0, t1, t2, a0, a1, a2, a3, a4, a5 RT_HIGH_REGISTERS(, a6, a7, t3, t4, t5, t6)
    \op \reg, offset(sp)
    .set offset, offset + WORD
    .endr
    .endm

    .section .text.rti_log_full, "ax", @progbits
    .globl rti_log_full
    .type rti_log_full, @function
rti_log_full:
    .cfi_startproc
    .cfi_return_column t0
    addi sp, sp, -FRAME
    .cfi_def_cfa_offset FRAME
    for_caller_saved STORE
    .cfi_offset t0, WORD - FRAME
    call rti_log_begin_block
    for_caller_saved LOAD
    addi sp, sp, FRAME
    .cfi_def_cfa_offset 0
    jr t0
    .cfi_endproc
    .size rti_log_full, . - rti_log_full
