/* SPDX-License-Identifier: MIT */
/*
 * Switches between contexts (rt/context.h). Two ways lead here: the software interrupt, and a call
 * of rt_context_yield. Either stores the running program in the struct rt_context that the hart's
 * block leads to. Then rti_context_switch chooses, and the context that it returns continues.
 *
 * The interrupt's entry trusts only mscratch, like entries of the kind "any"
 * (entry/interrupt_entry.h). A nesting handler masks this interrupt, so what is interrupted is a
 * context and never a handler.
 */
#include "entry/context_state.h"

/* In rt_context_yield. */
#define INTERRUPTED_SP RT_HIGH_REGISTER_OR(t3, a5)

    /* What a function preserves, and what every frame must have. */
    .macro store_for_return
    .irp reg, ra, gp, tp, s0, s1 RT_HIGH_REGISTERS(, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11)
    STORE \reg, FRAME_\reg(sp)
    .endr
    STORE ra, FRAME_pc(sp)
    .endm

    use_stack RT_IRQ_STACK_software, software

    .pushsection .rivet.needs, "", @progbits
    .reloc ., R_RISCV_NONE, rti_vectors
    .popsection
    .section .text.rt_vector.software, "ax", @progbits
    .balign 4
    .globl rti_entry_switching_software, rt_vector_software
    .set rti_entry_switching_software, 1
    .type rt_vector_software, @function
rt_vector_software:
    unwind_begin
    csrrw tp, mscratch, tp
    unwind_tp_in_mscratch
    STORE t0, RT_HART_SCRATCH(tp)
    LOAD t0, RT_HART_context*WORD(tp)
    unwind_t0_in_scratch
    STORE sp, FRAME_sp(t0)
    mv sp, t0
    unwind_sp_in_own_frame FRAME_sp/WORD
    LOAD t0, RT_HART_SCRATCH(tp)
    STORE t0, FRAME_t0(sp)
    csrrw t0, mscratch, tp
    unwind_t0_at_sp_and_tp_in_t0
    STORE t0, FRAME_tp(sp)
    unwind_tp_in_own_frame DWARF_TP
    frame_context STORE
    csrr t0, mepc
    STORE t0, FRAME_pc(sp)
    unwind_all_at_sp
    csrr t1, mstatus
stored:
    store_context_floats
    STORE t1, FRAME_status(sp)

    mv a0, sp
    addi tp, tp, RT_HART_BLOCK_SIZE
    LOAD sp, stack_frame(tp)
    unwind_all_in_context
    /* Above the scheduler's frames, where the backtrace of a panic finds them. */
    LOAD t0, FRAME_pc(a0)
    LOAD t1, FRAME_ra(a0)
    STORE t0, 0(sp)
    STORE t1, WORD(sp)
    load_gp
    call rti_context_switch
    STORE a0, RT_HART_OF(RT_HART_context)(tp)
    mv sp, a0
    unwind_all_at_sp

    LOAD t0, FRAME_pc(sp)
    LOAD t1, FRAME_status(sp)
    csrw mepc, t0
    drop_reservation t0
    load_context_floats
    csrw mstatus, t1
    frame_context LOAD
    LOAD tp, FRAME_tp(sp)
    LOAD t0, FRAME_t0(sp)
    LOAD sp, FRAME_sp(sp)
    unwind_all_in_place
    mret
    unwind_end
    .size rt_vector_software, . - rt_vector_software

    /*
     * void rt_context_yield(void): the context continues at the return address. A function may
     * change the other registers, so their words in the frame keep what they were.
     */
    .section .text.rt_context_yield, "ax", @progbits
    .globl rt_context_yield
    .type rt_context_yield, @function
rt_context_yield:
    .cfi_startproc
    csrrci t1, mstatus, MSTATUS_MIE
    andi t0, t1, MSTATUS_MIE
    bnez t0, 1f
    tail rt_context_request
1:  csrr t2, mscratch
    LOAD t0, RT_HART_context*WORD(t2)
    bnez t0, 2f
    tail rti_context_missing
2:  STORE sp, FRAME_sp(t0)
    mv INTERRUPTED_SP, sp
    .cfi_def_cfa_register INTERRUPTED_SP
    mv sp, t0
    store_for_return
    mv tp, t2
    /* As if a trap had stored it; MPRV has no effect with MPP = M. */
    li t0, MSTATUS_MPP | MSTATUS_MPIE
    csrs mstatus, t0
    or t1, t1, t0
    xori t1, t1, MSTATUS_MIE
    jump stored, t2
    .cfi_endproc
    .size rt_context_yield, . - rt_context_yield
