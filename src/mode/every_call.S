/* SPDX-License-Identifier: MIT */
/*
 * rt_program_call_c (rt/program_ecall.h): an ecall of a lower mode as a call of a C function. The
 * program keeps every register but a0 and a1. Those that C preserves stay where they are.
 */
#include "entry/context_state.h"

#include "call.h"

    .macro for_caller_saved op
    .irp reg, ra, gp, t2, t3, t4, t5, t6, a2, a3, a4, a5, a6, a7
    \op \reg, FRAME_\reg(sp)
    .endr
    .endm

    .section .text.rt_vector.every_call, "ax", @progbits
    .globl rt_program_call_c
    .type rt_program_call_c, @function
rt_program_call_c:
    unwind_begin
    unwind_t0_in_mscratch
    unwind_t1_below_t0
    LOAD t1, BLOCK_PROGRAM(t0)
    STORE sp, FRAME_sp(t1)
    unwind_sp_below_t1
    mv sp, t1
    unwind_sp_in_frame_at_sp
    for_caller_saved STORE
    STORE a0, FRAME_a0(sp)
    STORE a1, FRAME_a1(sp)
    STORE tp, FRAME_tp(sp)
    addi a0, sp, FRAME_a0
    LOAD t1, RT_HART_SCRATCH(t0)
    STORE t1, FRAME_t1(sp)
    csrrw t1, mscratch, t0
    unwind_t0_in_t1
    STORE t1, FRAME_t0(sp)
    enter_call
    unwind_caller_saved_in_context
    call rt_program_every_call
    pass_ecall
    LOAD sp, RT_HART_OF(RT_HART_context)(tp)
    unwind_caller_saved_at_sp
    for_caller_saved LOAD
    LOAD t0, FRAME_t0(sp)
    LOAD t1, FRAME_t1(sp)
    LOAD tp, FRAME_tp(sp)
    LOAD sp, FRAME_sp(sp)
    unwind_all_in_place
    mret
    unwind_end
    .size rt_program_call_c, . - rt_program_call_c
