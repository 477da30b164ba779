/* SPDX-License-Identifier: MIT */
/*
 * The trap entry of a MINIMAL firmware: records why in rt_minimal_record, then ends the run.
 *
 * The record is in memory that no start clears, so that a debugger or the next boot can read it.
 */
#if __riscv_xlen == 64
#define STORE sd
#define WORD 8
#else
#define STORE sw
#define WORD 4
#endif

#define STATUS 134

    .section .text.rt_trap_vector, "ax", @progbits
    /* ld/sections.ld aligns it as the board's core demands. */
    .globl rt_trap_vector, rt_mtvec
    .set rt_mtvec, rt_trap_vector
    .type rt_trap_vector, @function
rt_trap_vector:
    .cfi_startproc
    /* A second trap, from here on, just stops: the record is of the first. */
    la t0, halt
    csrw mtvec, t0
    la t0, rt_minimal_record
    csrr t1, mcause
    csrr t2, mepc
    csrr t3, mtval
    STORE t1, 0(t0)
    STORE t2, WORD(t0)
    STORE t3, 2 * WORD(t0)
    la sp, rt_stack_end
    li a0, STATUS
    call board_exit
    .balign 4
halt:
    csrw mie, zero
    wfi
    j halt
    .cfi_endproc
    .size rt_trap_vector, . - rt_trap_vector

    .section .noinit.rt_minimal_record, "aw", @nobits
    .balign 8
    .globl rt_minimal_record
    .type rt_minimal_record, @object
rt_minimal_record:
    .zero 3 * WORD
    .size rt_minimal_record, 3 * WORD
