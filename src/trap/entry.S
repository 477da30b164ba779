/* SPDX-License-Identifier: MIT */
/*
 * The trap entry: saves all registers, calls C on the hart's trap stack, restores them and returns.
 *
 * mscratch holds the top of the hart's trap stack, where its struct rt_hart begins; no valid sp, gp
 * or tp is needed. The frame begins at the top, and in_program is 0 until the program resumes. If
 * in_program is already 0, the trap is inside another one or during start-up and takes the slow
 * path, trap_inside. That pushes its frame below the interrupted sp if there is enough space on the
 * trap stack. Otherwise it starts at the top and overwrites a state that could not resume anyway.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>
#include <rt/trap_frame.h>

    .macro for_most_registers op
    \op ra, FRAME_ra(sp)
    \op gp, FRAME_gp(sp)
    \op tp, FRAME_tp(sp)
    \op t1, FRAME_t1(sp)
    \op t2, FRAME_t2(sp)
    \op s0, FRAME_s0(sp)
    \op a0, FRAME_a0(sp)
    \op a1, FRAME_a1(sp)
    \op a2, FRAME_a2(sp)
    \op a3, FRAME_a3(sp)
    \op a4, FRAME_a4(sp)
    \op a5, FRAME_a5(sp)
    \op a6, FRAME_a6(sp)
    \op a7, FRAME_a7(sp)
    \op s2, FRAME_s2(sp)
    \op s3, FRAME_s3(sp)
    \op s4, FRAME_s4(sp)
    \op s5, FRAME_s5(sp)
    \op s6, FRAME_s6(sp)
    \op s7, FRAME_s7(sp)
    \op s8, FRAME_s8(sp)
    \op s9, FRAME_s9(sp)
    \op s10, FRAME_s10(sp)
    \op s11, FRAME_s11(sp)
    \op t3, FRAME_t3(sp)
    \op t4, FRAME_t4(sp)
    \op t5, FRAME_t5(sp)
    \op t6, FRAME_t6(sp)
    .endm

    .section .text.rti_trap_vector, "ax", @progbits
    /* Align the section itself; without norelax the linker would align by relaxation. */
    .option push
    .option norelax
    .balign 64
    .option pop
    .globl rti_trap_vector
    .type rti_trap_vector, @function
rti_trap_vector:
    csrrw sp, mscratch, sp
trap_swapped:
    STORE t0, RT_HART_SCRATCH(sp)
    lhu t0, RT_HART_IN_PROGRAM(sp)
    beqz t0, trap_inside
    sh zero, RT_HART_IN_PROGRAM(sp)
    /* s1 = the top of the trap stack, t0 = the interrupted sp. */
    addi sp, sp, -FRAME_SIZE
    STORE s1, FRAME_s1(sp)
    addi s1, sp, FRAME_SIZE
    csrrw t0, mscratch, s1
trap_moved:
    STORE t0, FRAME_sp(sp)
trap_laid:
    LOAD t0, RT_HART_SCRATCH(s1)
    STORE t0, FRAME_t0(sp)
    /* s1 = 0 here if the trap is inside another one. */
save_rest:
    for_most_registers STORE
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
    beqz s1, handle_inside
    call rti_trap
    beqz a0, refused
    /* a0 is true. */
    sh a0, RT_HART_IN_PROGRAM(s1)

    /* The program resumes with the frame as C left it. */
restore:
    LOAD t1, FRAME_pc(sp)
    LOAD t2, FRAME_status(sp)
    csrw mepc, t1
    csrw mstatus, t2
    LOAD t0, FRAME_t0(sp)
    LOAD s1, FRAME_s1(sp)
    for_most_registers LOAD
    LOAD sp, FRAME_sp(sp)
trap_restored:
    mret

    /* sp = top of the trap stack. Computes t0 = its distance from the interrupted sp. */
trap_inside:
    STORE t1, RT_HART_SCRATCH + WORD(sp)
    csrr t0, mscratch
    sub t0, sp, t0
    lui t1, %hi(rt_trap_room)
    addi t1, t1, %lo(rt_trap_room)
    bltu t0, t1, lay_inside
    li t0, 0
lay_inside:
    mv t1, sp
    sub sp, sp, t0
    andi sp, sp, -16
    addi sp, sp, -FRAME_SIZE
    csrrw t0, mscratch, t1
trap_inside_moved:
    STORE t0, FRAME_sp(sp)
trap_inside_laid:
    LOAD t0, RT_HART_SCRATCH(t1)
    LOAD t1, RT_HART_SCRATCH + WORD(t1)
    STORE t0, FRAME_t0(sp)
    STORE s1, FRAME_s1(sp)
    li s1, 0
    j save_rest
trap_inside_end:

    /* Not at the end of the function: a debugger looks up the return address of each call. */
refused:
    mv a0, sp
    call rti_panic_trap
handle_inside:
    call rti_trap_inside
    j restore
trap_end:
    .size rti_trap_vector, . - rti_trap_vector

#include "entry_unwind.h"
