/* SPDX-License-Identifier: MIT */
/*
 * An ecall of a lower mode in firmware that leaves rt_program_ecall (rt/program_ecall.h) to the
 * runtime: a fast call if its number has one (RT_PROGRAM_CALLS), else a trap like any other.
 */
#include "entry/context_state.h"

#include "call.h"

#if __riscv_xlen == 64
#define WORD_SHIFT 3
#else
#define WORD_SHIFT 2
#endif

    .section .text.rt_vector.ecall, "ax", @progbits
    .globl rt_program_ecall
    .type rt_program_ecall, @function
rt_program_ecall:
    unwind_begin
    unwind_t0_in_mscratch
    unwind_t1_below_t0
    load_without_gp t1, rti_program_calls
    bltu a7, t1, fast
    j rti_program_save

    /* The caller-saved registers are free from here on. */
fast:
    csrw mscratch, t0
    LOAD t1, BLOCK_PROGRAM(t0)
    STORE sp, FRAME_sp(t1)
    STORE gp, FRAME_gp(t1)
    STORE tp, FRAME_tp(t1)
    enter_call
    unwind_call_in_context
    slli t1, a7, WORD_SHIFT
    la t2, rti_program_call_table
    add t1, t1, t2
    LOAD t1, 0(t1)
    jalr t1
    pass_ecall
    LOAD t1, RT_HART_OF(RT_HART_context)(tp)
    LOAD gp, FRAME_gp(t1)
    LOAD tp, FRAME_tp(t1)
    LOAD sp, FRAME_sp(t1)
    unwind_all_in_place
    .irp reg, ra, t0, t1, t2, t3, t4, t5, t6, a2, a3, a4, a5, a6, a7
    li \reg, 0
    .endr
    mret
    unwind_end
    .size rt_program_ecall, . - rt_program_ecall
