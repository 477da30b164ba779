/* SPDX-License-Identifier: MIT */
/*
 * The trap entry of a MINIMAL firmware: records the trap in rt_minimal_record and ends the run.
 *
 * The record is in memory that a boot does not clear, so a debugger or the next boot can read it.
 */
#include "arch/word.h"

#include <rt/detail/registers.h>

#define STATUS 134
#define TVAL   RT_HIGH_REGISTER_OR(t3, a1)

    .section .text.rti_trap_vector, "ax", @progbits
    /* ld/sections.ld aligns it as the board's core requires. */
    .globl rti_trap_vector, rt_mtvec
    .set rt_mtvec, rti_trap_vector
    .type rti_trap_vector, @function
rti_trap_vector:
    .cfi_startproc
    /* From here on, another trap only halts: the record keeps the first. */
    la t0, halt
    csrw mtvec, t0
    la t0, rt_minimal_record
    csrr t1, mcause
    csrr t2, mepc
    csrr TVAL, mtval
    STORE t1, 0(t0)
    STORE t2, WORD(t0)
    STORE TVAL, 2 * WORD(t0)
    la sp, rt_stack_end
    li a0, STATUS
    call board_exit
    .balign 4
halt:
    csrw mie, zero
    wfi
    j halt
    .cfi_endproc
    .size rti_trap_vector, . - rti_trap_vector

    .section .noinit.rt_minimal_record, "aw", @nobits
    .balign 8
    .globl rt_minimal_record
    .type rt_minimal_record, @object
rt_minimal_record:
    .zero 3 * WORD
    .size rt_minimal_record, 3 * WORD
