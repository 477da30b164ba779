/* SPDX-License-Identifier: MIT */
/*
 * interrupt_entry SOURCE, KIND, FLOATS, CONTEXTS: the instructions around an interrupt handler.
 * src/CMakeLists.txt makes an object of each instance. RT_INTERRUPT refers to the one it needs.
 *
 *   KIND      plain      the handler runs with interrupts off
 *             nesting    sources of a higher level may interrupt it
 *             reentrant  so may its own source; see irq/controller.c
 *   FLOATS    1 if the caller-saved floating-point registers are saved too
 *   CONTEXTS  own        sp, gp and tp are those that the runtime gave the hart
 *             any        they may be a task's or a lower mode's: only mscratch is trusted
 *
 * A handler of the kind plain is rt_plain_SOURCE, of the others rt_nesting_SOURCE. The instance
 * defines rt_vector_SOURCE, where the core or trap/vector_direct.S jumps.
 *
 * An entry saves the caller-saved registers in a frame on the stack of its kind and source. It
 * finds the frame, and keeps the interrupted sp, in the hart's block. No other entry of the same
 * stack can run in between: plain handlers never interrupt one another, and a nesting handler masks
 * its own level. So no entry but the reentrant one has to check what it interrupted. In an entry of
 * the kind "own" a wrong tp makes the first store fault, which is a trap with a report.
 */
#include "arch/word.h"
#include "entry/interrupt_unwind.h"

#include <rt/detail/hart_block.h>
#include <rt/detail/software.h>

/* clang-format off */
#define MSTATUS_MIE 8
#define MSTATUS_FS  0x6000

    .macro for_integers op
    .set word, 0
    .irp reg, ra, t0, t1, t2 RT_HIGH_REGISTERS(, t3, t4, t5, t6), a0, a1, a2, a3, a4, a5 \
        RT_HIGH_REGISTERS(, a6, a7)
    \op \reg, word*WORD(sp)
    .set word, word + 1
    .endr
    .endm

    /* The stack of a kind and source: its words in the hart's block, and a mark for the linker,
     * which leaves out stacks that no entry needs. Links in stacks.c, by the function of which
     * hart/block.c has no empty one. */
    .macro use_stack number, name
    .set stack_sp, RT_HART_IRQ_SP(\number)
    .set stack_frame, RT_HART_IRQ_FRAME(\number)
    .weak rti_irq_needs_\name
    .set rti_irq_needs_\name, 1
    .pushsection .rivet.needs, "", @progbits
    .reloc ., R_RISCV_NONE, rti_dump_irq_stacks
    .popsection
    .endm

    .macro choose_stack source, kind
    .ifc \kind, plain
    use_stack RT_IRQ_STACK_plain, plain
    .else
    .ifc \source, software
    use_stack RT_IRQ_STACK_software, software
    .else
    .ifc \source, external
    use_stack RT_IRQ_STACK_external, external
    .else
    use_stack RT_IRQ_STACK_timer, timer
    .endif
    .endif
    .endif
    .endm

    /* From "any" to "own": t0 holds the interrupted tp, and the interrupted t0 is in the block. */
    .macro take_hart
    csrrw tp, mscratch, tp
    unwind_tp_in_mscratch
    STORE t0, RT_HART_SCRATCH + WORD(tp)
    csrrw t0, mscratch, tp
    unwind_tp_in_t0
    addi tp, tp, RT_HART_BLOCK_SIZE
    unwind_t0_in_block
    .endm

    /* Once the frame is at sp: tp, which is in t0, and gp go into it, and t0 is the program's. */
    .macro save_context tp_index
    STORE t0, (\tp_index)*WORD(sp)
    unwind_tp_in_frame stack_frame, \tp_index
    LOAD t0, RT_HART_TRAP_WORD(tp)
    unwind_t0_again
    STORE gp, (\tp_index + 1)*WORD(sp)
    .endm

    .macro load_gp
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    .endm

    .macro enter contexts, tp_index
    unwind_begin
    .ifc \contexts, any
    take_hart
    .endif
    STORE sp, stack_sp(tp)
    unwind_sp_in_block stack_sp
    LOAD sp, stack_frame(tp)
    .ifc \contexts, any
    save_context \tp_index
    .endif
    for_integers STORE
    unwind_integers_in_frame stack_frame
    .ifc \contexts, any
    unwind_gp_in_frame stack_frame, \tp_index + 1
    load_gp
    .endif
    .endm

    .macro leave contexts, tp_index
    .ifc \contexts, any
    LOAD t0, stack_sp(tp)
    STORE t0, RT_IRQ_FRAME_SP*WORD(sp)
    for_integers LOAD
    leave_context \tp_index
    .else
    for_integers LOAD
    LOAD sp, stack_sp(tp)
    .endif
    mret
    unwind_end
    .endm

    /* The interrupted sp is in the frame: tp no longer leads to it once it is the program's. */
    .macro leave_context tp_index
    LOAD gp, (\tp_index + 1)*WORD(sp)
    LOAD tp, (\tp_index)*WORD(sp)
    unwind_only_sp_in_frame RT_IRQ_FRAME_SP
    LOAD sp, RT_IRQ_FRAME_SP*WORD(sp)
    unwind_as_at_first
    .endm

    /*
     * A handler that irq/controller.c opens to its own source. If it is active already, the
     * interrupted sp is on its stack, and the frame goes below that. The interrupted sp is kept in
     * the frame. t0 is kept in a word that otherwise only trap entries write, and so is tp.
     */
    .macro enter_reentrant contexts, words, tp_index
    unwind_begin
    .ifc \contexts, any
    take_hart
    STORE t0, RT_HART_TRAP_WORD - WORD(tp)
    unwind_tp_in_block
    .else
    STORE t0, RT_HART_TRAP_WORD(tp)
    unwind_t0_in_block
    .endif
    LOAD t0, stack_sp(tp)
    bnez t0, 1f
    LOAD t0, stack_frame(tp)
    j 2f
1:  addi t0, sp, -(\words)*WORD
2:  STORE sp, RT_IRQ_FRAME_SP*WORD(t0)
    mv sp, t0
    unwind_sp_in_own_frame RT_IRQ_FRAME_SP
    .ifc \contexts, any
    LOAD t0, RT_HART_TRAP_WORD - WORD(tp)
    STORE t0, (\tp_index)*WORD(sp)
    unwind_tp_in_own_frame \tp_index
    STORE gp, (\tp_index + 1)*WORD(sp)
    .endif
    LOAD t0, RT_HART_TRAP_WORD(tp)
    unwind_t0_again
    for_integers STORE
    csrr t0, mepc
    csrr t1, mstatus
    STORE t0, RT_IRQ_FRAME_PC*WORD(sp)
    STORE t1, RT_IRQ_FRAME_STATUS*WORD(sp)
    unwind_integers_in_own_frame
    .ifc \contexts, any
    unwind_gp_in_own_frame \tp_index + 1
    load_gp
    .endif
    .endm

    .macro leave_reentrant contexts, tp_index
    LOAD t0, RT_IRQ_FRAME_PC*WORD(sp)
    LOAD t1, RT_IRQ_FRAME_STATUS*WORD(sp)
    csrw mepc, t0
    csrw mstatus, t1
    for_integers LOAD
    .ifc \contexts, any
    leave_context \tp_index
    .else
    LOAD sp, RT_IRQ_FRAME_SP*WORD(sp)
    unwind_as_at_first
    .endif
    mret
    unwind_end
    .endm

    /* Masks a source and those of its level or a lower one; t0 gets what mie was. The levels are
     * external, software, and all others. LOCAL_SOURCES has a bit for each that a board names. A
     * software interrupt that switches contexts is below all (ld/sections.ld). */
    .macro mask_level source, contexts
    .ifc \source, external
    csrrwi t0, mie, 0
    .else
    .ifc \source, software
    li t0, 0x80 | 1 << RT_SOFTWARE_CAUSE | LOCAL_SOURCES
    .else
    li t0, 0x80 | LOCAL_SOURCES
    .ifc \contexts, any
    /* Relaxation would make it relative to zero. */
    .option push
    .option norelax
    addi t0, t0, %lo(rti_switch_source)
    .option pop
    .endif
    .endif
    csrrc t0, mie, t0
    .endif
    .endm

    /* Turns interrupts on as late and off as early as possible: the saved mstatus has MIE clear, as
     * every trap entry leaves it. */
    .macro nest source, contexts
    csrr t1, mepc
    mask_level \source, \contexts
    STORE t1, RT_IRQ_FRAME_PC*WORD(sp)
    STORE t0, RT_IRQ_FRAME_MIE*WORD(sp)
    unwind_pc_in_frame stack_frame
    csrrsi t1, mstatus, MSTATUS_MIE
    STORE t1, RT_IRQ_FRAME_STATUS*WORD(sp)
    .endm

    /* Enables what the entry masked. Sources that the handler enabled stay enabled. Those that it
     * disabled are no longer in the saved word (irq/interrupt_disable.c). */
    .macro unnest
    LOAD t0, RT_IRQ_FRAME_STATUS*WORD(sp)
    csrw mstatus, t0
    LOAD t1, RT_IRQ_FRAME_PC*WORD(sp)
    LOAD t0, RT_IRQ_FRAME_MIE*WORD(sp)
    csrw mepc, t1
    csrs mie, t0
    .endm

#ifdef __riscv_flen

#if __riscv_flen == 64
#define FSTORE fsd
#define FLOAD  fld
#else
#define FSTORE fsw
#define FLOAD  flw
#endif
/* 20 registers, behind 16 bytes for fcsr and mstatus that keep sp aligned. */
#define FLOAT_FRAME (16 + 20 * 8)

    .macro for_floats op
    \op ft0, 16 + 0*__riscv_flen/8(sp)
    \op ft1, 16 + 1*__riscv_flen/8(sp)
    \op ft2, 16 + 2*__riscv_flen/8(sp)
    \op ft3, 16 + 3*__riscv_flen/8(sp)
    \op ft4, 16 + 4*__riscv_flen/8(sp)
    \op ft5, 16 + 5*__riscv_flen/8(sp)
    \op ft6, 16 + 6*__riscv_flen/8(sp)
    \op ft7, 16 + 7*__riscv_flen/8(sp)
    \op ft8, 16 + 8*__riscv_flen/8(sp)
    \op ft9, 16 + 9*__riscv_flen/8(sp)
    \op ft10, 16 + 10*__riscv_flen/8(sp)
    \op ft11, 16 + 11*__riscv_flen/8(sp)
    \op fa0, 16 + 12*__riscv_flen/8(sp)
    \op fa1, 16 + 13*__riscv_flen/8(sp)
    \op fa2, 16 + 14*__riscv_flen/8(sp)
    \op fa3, 16 + 15*__riscv_flen/8(sp)
    \op fa4, 16 + 16*__riscv_flen/8(sp)
    \op fa5, 16 + 17*__riscv_flen/8(sp)
    \op fa6, 16 + 18*__riscv_flen/8(sp)
    \op fa7, 16 + 19*__riscv_flen/8(sp)
    .endm

    /* A lower mode may have turned the floating-point unit off, or forbid_floats has. */
    .set MAY_BE_OFF_any, 1
#ifdef RT_DEBUG
    .set MAY_BE_OFF_own, 1
#else
    .set MAY_BE_OFF_own, 0
#endif

    .macro take_fcsr contexts
    .ifc \contexts, any
    fscsr t0, zero
    .else
    frcsr t0
    .endif
    .endm

    .macro save_floats contexts
    .if MAY_BE_OFF_\contexts
    li t0, MSTATUS_FS
    csrrs t1, mstatus, t0
    .endif
    addi sp, sp, -FLOAT_FRAME
    for_floats FSTORE
    /* The handler rounds as C expects, whatever was interrupted. */
    take_fcsr \contexts
    sw t0, 0(sp)
    .if MAY_BE_OFF_\contexts
    STORE t1, 8(sp)
    .endif
    .endm

    .macro restore_floats contexts
    lw t0, 0(sp)
    fscsr t0
    for_floats FLOAD
    .if MAY_BE_OFF_\contexts
    LOAD t1, 8(sp)
    csrw mstatus, t1
    .endif
    addi sp, sp, FLOAT_FRAME
    .endm

    /* In a debug build, a handler that uses floating-point registers which its entry does not save
     * traps. mstatus is restored and not set, since what was interrupted may be such a handler. The
     * entries that nest restore it anyway. */
    .macro forbid_floats kind
#ifdef RT_DEBUG
    li t0, MSTATUS_FS
    .ifc \kind, plain
    csrrc t1, mstatus, t0
    addi sp, sp, -16
    STORE t1, 0(sp)
    .else
    csrc mstatus, t0
    .endif
#endif
    .endm

    .macro allow_floats kind
#ifdef RT_DEBUG
    .ifc \kind, plain
    LOAD t1, 0(sp)
    csrw mstatus, t1
    addi sp, sp, 16
    .endif
#endif
    .endm

#else

    .macro take_fcsr contexts
    .ifc \contexts, any
    fscsr t0, zero
    .else
    frcsr t0
    .endif
    .endm

    .macro save_floats contexts
    .endm
    .macro restore_floats contexts
    .endm
    .macro forbid_floats kind
    .endm
    .macro allow_floats kind
    .endm

#endif

    /* Around the call of the handler. The frame's own words are reached from sp: nest first. */
    .macro call_handler source, kind, floats, contexts
    .ifc \kind, nesting
    nest \source, \contexts
    .endif
    .ifc \floats\contexts, 0own
    forbid_floats \kind
    .endif
    .if \floats
    save_floats \contexts
    .endif
    .ifc \kind, plain
    call rt_plain_\source
    .else
    call rt_nesting_\source
    .endif
    .if \floats
    restore_floats \contexts
    .endif
    .ifc \floats\contexts, 0own
    allow_floats \kind
    .endif
    .ifc \kind, nesting
    unnest
    .endif
    .endm

    .macro entry_body source, kind, floats, contexts
    .ifc \kind, reentrant
    enter_reentrant \contexts, RT_IRQ_FRAME_nesting + CONTEXT_WORDS, RT_IRQ_FRAME_nesting
    call_handler \source, \kind, \floats, \contexts
    leave_reentrant \contexts, RT_IRQ_FRAME_nesting
    .else
    .ifc \kind, plain
    .set tp_index, RT_IRQ_FRAME_plain
    .else
    .set tp_index, RT_IRQ_FRAME_nesting
    .endif
    enter \contexts, tp_index
    call_handler \source, \kind, \floats, \contexts
    leave \contexts, tp_index
    .endif
    .endm

    .macro interrupt_entry source, kind, floats, contexts
    .pushsection .rivet.needs, "", @progbits
    .reloc ., R_RISCV_NONE, rti_vectors
    .popsection
    .section .text.rt_vector.\source, "ax", @progbits
    .balign 4
    choose_stack \source, \kind
    .ifc \contexts, any
    .set CONTEXT_WORDS, RT_IRQ_FRAME_any
    .else
    .set CONTEXT_WORDS, 0
    .endif
    .if \floats
    .globl rti_entry_\kind\()_float_\source
    .set rti_entry_\kind\()_float_\source, 1
    .else
    .globl rti_entry_\kind\()_\source
    .set rti_entry_\kind\()_\source, 1
    .endif
    .globl rt_vector_\source
    .type rt_vector_\source, @function
rt_vector_\source:
    entry_body \source, \kind, \floats, \contexts
    .size rt_vector_\source, . - rt_vector_\source
    .endm
