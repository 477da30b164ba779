/* SPDX-License-Identifier: MIT */
/*
 * The part of the trap entry for traps that may resume. Linked in by what resumes them: a handler
 * of the application, a probe, a semihosting call. They refer to rti_trap_resumes.
 */
#include "arch/frame_registers.h"
#include "arch/word.h"

#include <rt/detail/hart_block.h>
#include <rt/trap_frame.h>

    .globl rti_trap_resumes
    .set rti_trap_resumes, 1

    /* In place of the function of entry.S. */
    .section .text.rti_trap_decide, "ax", @progbits
    .globl rti_trap_decide
    .type rti_trap_decide, @function
rti_trap_decide:
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
    LOAD tp, FRAME_tp(sp)
    LOAD sp, FRAME_sp(sp)
trap_restored:
    mret

    /* Not at the end of the function: a debugger looks up the return address of each call. */
refused:
    mv a0, sp
    li a1, 0
    call rti_panic_trap
handle_inside:
    call rti_trap_inside
    j restore
trap_decided:
    .size rti_trap_decide, . - rti_trap_decide

#include "entry_unwind.h"

    trap_unwind_begin rti_trap_decide, trap_restored
    unwind_all_saved
    trap_unwind_end rti_trap_decide

    trap_unwind_begin trap_restored, refused
    unwind_nothing_saved
    trap_unwind_end trap_restored

    trap_unwind_begin refused, trap_decided
    unwind_all_saved
    trap_unwind_end refused
