/* SPDX-License-Identifier: MIT */
/*
 * Lower modes (rt/program.h): the trap entry of firmware with MODES, and rt_program_run.
 *
 * A trap from machine mode goes on to rti_trap_vector, as without MODES. From a lower mode nothing
 * is believed but mstatus and mhartid: mscratch may hold what an RTOS has put there. A trap from
 * there never is inside another one, so the trap stack is free and the C function begins at its
 * top, where the hart's block is.
 */
#include "entry/context_state.h"
#include "trap/find_hart.h"

#include "call.h"

#define MPP_HIGH_BIT 12
#define MPP_LOW_BIT  11
/* A cause of an ecall from user mode is 8, from supervisor mode 9. */
#define ECALL_PAIR 4

    /* The member "entered" of struct rt_program. */
#ifdef __riscv_flen
    .equ PROGRAM_ENTERED, FRAME_SIZE + 4*__riscv_flen + 2*WORD
#else
    .equ PROGRAM_ENTERED, FRAME_SIZE + WORD
#endif

    /* The frame of rt_program_run: ra, s0 to s11, mstatus, fcsr, and fs0 to fs11. */
#define RUN_STATUS 13*WORD
#define RUN_FCSR   14*WORD
#ifdef __riscv_float_abi_soft
#define RUN_FRAME 16*WORD
#else
#define RUN_FRAME (16*WORD + 12*__riscv_flen/8)
#endif

    .macro for_preserved op, float_op
    .set run_offset, 0
    .irp reg, ra, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    \op \reg, run_offset(sp)
    .set run_offset, run_offset + WORD
    .endr
#ifndef __riscv_float_abi_soft
    .set run_offset, 16*WORD
    .irp reg, fs0, fs1, fs2, fs3, fs4, fs5, fs6, fs7, fs8, fs9, fs10, fs11
    \float_op \reg, run_offset(sp)
    .set run_offset, run_offset + __riscv_flen/8
    .endr
#endif
    .endm

#ifdef __riscv_flen
    /* A supervisor may set FS to what it likes, so it does not tell what is in the registers. User
     * mode can't, and its registers are stored. t0 = the block. */
    .macro store_supervisor_floats
    LOAD t2, BLOCK_PROGRAM(t0)
    beqz t2, 1f
    LOAD t1, FRAME_status(t2)
    srli t1, t1, MPP_LOW_BIT
    andi t1, t1, 1
    beqz t1, 1f
    li t1, MSTATUS_FS
    csrs mstatus, t1
    mv t1, sp
    mv sp, t2
    for_all_floats FSTORE
    frcsr t2
    sw t2, CONTEXT_FCSR(sp)
    mv sp, t1
1:
    .endm

    /* Whatever FS is: the registers hold those of another program. sp = the program. */
    .macro load_all_floats
    li t0, MSTATUS_FS
    csrs mstatus, t0
    for_all_floats FLOAD
    lw t0, CONTEXT_FCSR(sp)
    fscsr t0
    .endm
#else
    .macro store_supervisor_floats
    .endm
    .macro load_all_floats
    .endm
#endif

    .pushsection .rivet.needs, "", @progbits
    .reloc ., R_RISCV_NONE, rti_vectors
    .popsection

    .section .text.rt_vector.mode, "ax", @progbits
    .balign 4
    .globl rti_mode_vector, rti_programs_need_MODES, rti_program_save, rt_program_abandon
    .set rti_programs_need_MODES, 1
    .type rti_mode_vector, @function
rti_mode_vector:
    unwind_begin
    csrw mscratch, t0
    unwind_t0_in_mscratch
    csrr t0, mstatus
    slli t0, t0, __riscv_xlen - 1 - MPP_HIGH_BIT
    bltz t0, from_machine
    find_hart
    STORE t1, RT_HART_SCRATCH(t0)
    unwind_t1_below_t0
    csrr t1, mcause
    srli t1, t1, 1
    addi t1, t1, -ECALL_PAIR
    beqz t1, rt_program_ecall

rti_program_save:
    STORE sp, RT_HART_SCRATCH + WORD(t0)
    unwind_sp_below_t0
    LOAD sp, BLOCK_PROGRAM(t0)
    LOAD t1, RT_HART_SCRATCH(t0)
    frame_context STORE
    STORE tp, FRAME_tp(sp)
    csrr t1, mepc
    STORE t1, FRAME_pc(sp)
    LOAD t1, RT_HART_SCRATCH + WORD(t0)
    STORE t1, FRAME_sp(sp)
    csrrw t1, mscratch, t0
    unwind_t0_in_t1
    STORE t1, FRAME_t0(sp)
    unwind_all_at_sp
    csrr t2, mstatus
    csrr a1, mcause
    csrr a2, mtval
    STORE t2, FRAME_status(sp)
    STORE a1, FRAME_cause(sp)
    STORE a2, FRAME_tval(sp)
#ifdef __riscv_flen
    /* SD: some state is dirty. Another hart may continue the program, so it is stored now. */
    bltz t2, dirty
floats_stored:
#endif
    sh zero, RT_HART_IN_PROGRAM(t0)
    load_gp
    addi tp, t0, RT_HART_BLOCK_SIZE
    unwind_all_in_context
    mv a0, sp
    mv sp, t0
#ifdef SEVERAL_HARTS
    call rti_program_trap
#else
    call rt_program_trap
#endif
    addi t0, tp, -RT_HART_BLOCK_SIZE
    LOAD t1, BLOCK_PROGRAM(t0)
    bne a0, t1, other
    /* Not if another hart has run it since, or it has other regions. */
    LOAD t1, PROGRAM_ENTERED(a0)
    bne t1, t0, other
    mv sp, a0
    unwind_all_at_sp
    LOAD t2, FRAME_status(sp)

    /* sp = the program, t0 = the block, t2 = mstatus. */
resume:
    drop_reservation t1
    LOAD t1, FRAME_pc(sp)
    csrw mstatus, t2
    csrw mepc, t1
    li t1, 1
    sh t1, RT_HART_IN_PROGRAM(t0)
    frame_context LOAD
    LOAD tp, FRAME_tp(sp)
    LOAD t0, FRAME_t0(sp)
    LOAD sp, FRAME_sp(sp)
    unwind_all_in_place
    mret

from_machine:
    unwind_t0_in_mscratch
    csrr t0, mscratch
    j rti_trap_vector

#ifdef __riscv_flen
dirty:
    /* FS becomes Clean, which a supervisor must not see: it would not store them itself. */
    srli t1, t2, MPP_LOW_BIT
    andi t1, t1, 1
    bnez t1, floats_stored
    mv t1, t2
    store_context_floats
    STORE t1, FRAME_status(sp)
    csrr t0, mscratch
    j floats_stored
#endif

    /* a0 = the program to continue, or 0. */
other:
    unwind_all_in_context
    store_supervisor_floats
    beqz a0, rt_program_abandon
    mv s0, a0
enter:
    mv a0, s0
    call rti_program_enter
    addi t0, tp, -RT_HART_BLOCK_SIZE
    mv sp, s0
    unwind_all_at_sp
    load_all_floats
    LOAD t2, FRAME_status(sp)
    addi t0, tp, -RT_HART_BLOCK_SIZE
    j resume
rt_program_abandon:
    call rti_program_leave
    LOAD sp, RT_HART_OF(RT_HART_run)(tp)
    unwind_end
    .size rti_mode_vector, . - rti_mode_vector

    /* sp = the frame of rt_program_run. */
    .type run_returns, @function
run_returns:
    .cfi_startproc
    .cfi_def_cfa_offset RUN_FRAME
    .cfi_offset ra, -RUN_FRAME
    li t1, 1
    sh t1, RT_HART_IN_PROGRAM - RT_HART_BLOCK_SIZE(tp)
#ifdef __riscv_flen
    li t1, MSTATUS_FS
    csrs mstatus, t1
#endif
    for_preserved LOAD, FLOAD
#ifdef __riscv_flen
    lw t1, RUN_FCSR(sp)
    fscsr t1
#endif
    LOAD t1, RUN_STATUS(sp)
    addi sp, sp, RUN_FRAME
    .cfi_def_cfa_offset 0
    csrw mstatus, t1
    ret
    .cfi_endproc
    .size run_returns, . - run_returns

    .globl rt_program_run
    .type rt_program_run, @function
rt_program_run:
    .cfi_startproc
    csrrci t1, mstatus, MSTATUS_MIE
    addi sp, sp, -RUN_FRAME
    .cfi_def_cfa_offset RUN_FRAME
    for_preserved STORE, FSTORE
    .cfi_offset ra, -RUN_FRAME
    STORE t1, RUN_STATUS(sp)
#ifdef __riscv_flen
    frcsr t1
    sw t1, RUN_FCSR(sp)
#endif
    STORE sp, RT_HART_OF(RT_HART_run)(tp)
    mv s0, a0
    sh zero, RT_HART_IN_PROGRAM - RT_HART_BLOCK_SIZE(tp)
    j enter
    .cfi_endproc
    .size rt_program_run, . - rt_program_run
