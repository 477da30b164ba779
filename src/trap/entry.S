/* SPDX-License-Identifier: MIT */
/*
 * The trap entry: saves all registers and continues on the hart's trap stack. It panics, or if the
 * firmware has code whose traps resume, resume.S calls C, restores the registers and returns.
 *
 * No register need be valid, and neither mscratch: an RTOS may have put something of its own there.
 * find_hart finds the hart's block, at the top of the trap stack, and mscratch has it afterwards.
 * The frame begins at the top, and in_program is 0 until the program resumes. If in_program is
 * already 0, the trap is inside another one or during start-up and takes the slow path,
 * trap_inside. That pushes its frame below the interrupted sp if there is enough space on the trap
 * stack. Otherwise it starts at the top and overwrites a state that could not resume anyway.
 */
#include "arch/frame_registers.h"
#include "arch/word.h"

#include <rt/detail/hart_block.h>
#include <rt/trap_frame.h>

#include "trap/find_hart.h"

    .section .text.rti_trap_vector, "ax", @progbits
    /* ld/sections.ld aligns it as the board's core requires. */
    .globl rti_trap_vector
    .type rti_trap_vector, @function
    /* Of firmware without interrupt handlers: each trap comes here. */
    .weak rt_mtvec
    .set rt_mtvec, rti_trap_vector
rti_trap_vector:
    csrw mscratch, t0
    find_hart
    STORE s1, RT_HART_SCRATCH(t0)
    mv s1, t0
    lhu t0, RT_HART_IN_PROGRAM(s1)
    beqz t0, trap_inside
    sh zero, RT_HART_IN_PROGRAM(s1)
    STORE sp, FRAME_sp - FRAME_SIZE(s1)
    addi sp, s1, -FRAME_SIZE
trap_laid:
    LOAD t0, RT_HART_SCRATCH(s1)
    STORE t0, FRAME_s1(sp)
    csrrw t0, mscratch, s1
    STORE t0, FRAME_t0(sp)
    /* s1 = 0 here if the trap is inside another one. */
save_rest:
    for_most_registers STORE
    STORE tp, FRAME_tp(sp)
    csrr t1, mtval
    csrr t2, mstatus
    csrr a1, mcause
    csrr a2, mepc
    STORE t1, FRAME_tval(sp)
    STORE t2, FRAME_status(sp)
    STORE a1, FRAME_cause(sp)
    STORE a2, FRAME_pc(sp)
trap_saved:

    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    csrr tp, mscratch
    addi tp, tp, RT_HART_BLOCK_SIZE
    mv a0, sp
    tail rti_trap_decide

    /* s1 = the top of the trap stack. Computes t0 = where the frame ends. */
trap_inside:
    STORE t1, RT_HART_SCRATCH + WORD(s1)
    sub t0, s1, sp
    lui t1, %hi(rt_trap_room)
    addi t1, t1, %lo(rt_trap_room)
    bltu t0, t1, lay_inside
    li t0, 0
lay_inside:
    sub t0, s1, t0
    andi t0, t0, -16
    STORE sp, FRAME_sp - FRAME_SIZE(t0)
    addi sp, t0, -FRAME_SIZE
trap_inside_laid:
    LOAD t1, RT_HART_SCRATCH + WORD(s1)
    LOAD t0, RT_HART_SCRATCH(s1)
    STORE t0, FRAME_s1(sp)
    csrrw t0, mscratch, s1
    STORE t0, FRAME_t0(sp)
    li s1, 0
    j save_rest
trap_end:
    .size rti_trap_vector, . - rti_trap_vector

    /*
     * Decides what becomes of the trap: a0 = sp = the frame, a1 = its cause, a2 = its pc, s1 = 0 if
     * the trap is inside another one. This is for firmware in which no trap is resumed; the
     * function of resume.S replaces it in others.
     */
    .section .text.rti_trap_decide, "ax", @progbits
    .weak rti_trap_decide
    .set rti_trap_decide, panic_always
    .type panic_always, @function
panic_always:
    seqz a1, s1
    call rti_panic_trap
    /* A debugger looks up the return address of each call. */
    unimp
panic_always_end:
    .size panic_always, . - panic_always

    /* void rti_trap_leave(void *stack) */
    .section .text.rti_trap_leave, "ax", @progbits
    .globl rti_trap_leave
    .type rti_trap_leave, @function
rti_trap_leave:
    .cfi_startproc
    .cfi_undefined ra
    mv sp, a0
    tail rti_panic_go_on
    .cfi_endproc
    .size rti_trap_leave, . - rti_trap_leave

#include "entry_unwind.h"

    trap_unwind_begin rti_trap_vector, trap_inside
    unwind_nothing_saved
    unwind_from trap_laid
    unwind_sp_saved
    unwind_from trap_saved
    unwind_registers
    trap_unwind_end rti_trap_vector

    trap_unwind_begin trap_inside, trap_end
    unwind_nothing_saved
    unwind_from trap_inside_laid
    unwind_sp_saved
    trap_unwind_end trap_inside

    trap_unwind_begin panic_always, panic_always_end
    unwind_all_saved
    trap_unwind_end panic_always
