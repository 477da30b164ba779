/* SPDX-License-Identifier: MIT */
/** @file
 * The instructions around an interrupt handler. The macros of <rt/interrupt.h> use them.
 *
 * Every entry uses only the interrupted program's registers and the hart's block, which it
 * addresses by tp. It saves the interrupted sp in the block. No other entry of the same stack
 * overwrites it: plain handlers never preempt each other, and a nesting handler masks its own
 * source. So no entry needs to detect nesting. If tp is invalid, the first store faults, and the
 * trap entry reports that.
 */
#ifndef RT_DETAIL_INTERRUPT_ENTRY_H
#define RT_DETAIL_INTERRUPT_ENTRY_H

#include <rt/detail/hart_block.h>
#include <rt/detail/interrupt_unwind.h>

#define RT_IRQ_TEXT(x)  RT_IRQ_TEXT_(x)
#define RT_IRQ_TEXT_(x) #x

/* The suffix of a load or store of that many bits. */
#define RT_IRQ_ENDING(bits)  RT_IRQ_ENDING_(bits)
#define RT_IRQ_ENDING_(bits) RT_IRQ_ENDING_##bits
#define RT_IRQ_ENDING_32     "w "
#define RT_IRQ_ENDING_64     "d "

#define RT_IRQ_STORE "s" RT_IRQ_ENDING(__riscv_xlen)
#define RT_IRQ_LOAD  "l" RT_IRQ_ENDING(__riscv_xlen)

/* One word of the frame, by its index. */
#define RT_IRQ_WORD(op, reg, index) \
    op #reg ", " RT_IRQ_TEXT(index) "*" RT_IRQ_TEXT(__riscv_xlen) "/8(sp)\n"

/* One line of assembly per source line; clang-format would join the strings. */
/* clang-format off */
#define RT_IRQ_INTEGERS(op) \
    RT_IRQ_WORD(op, ra, 0) RT_IRQ_WORD(op, t0, 1) RT_IRQ_WORD(op, t1, 2) \
    RT_IRQ_WORD(op, t2, 3) RT_IRQ_WORD(op, t3, 4) RT_IRQ_WORD(op, t4, 5) \
    RT_IRQ_WORD(op, t5, 6) RT_IRQ_WORD(op, t6, 7) RT_IRQ_WORD(op, a0, 8) \
    RT_IRQ_WORD(op, a1, 9) RT_IRQ_WORD(op, a2, 10) RT_IRQ_WORD(op, a3, 11) \
    RT_IRQ_WORD(op, a4, 12) RT_IRQ_WORD(op, a5, 13) RT_IRQ_WORD(op, a6, 14) \
    RT_IRQ_WORD(op, a7, 15)

#define RT_IRQ_ENTER(stack) \
    RT_IRQ_UNWIND_BEGIN \
    RT_IRQ_STORE "sp, 0+" RT_IRQ_TEXT(RT_HART_IRQ_SP(stack)) "(tp)\n" \
    RT_IRQ_UNWIND_SP(stack) \
    RT_IRQ_LOAD "sp, 0+" RT_IRQ_TEXT(RT_HART_IRQ_FRAME(stack)) "(tp)\n" \
    RT_IRQ_INTEGERS(RT_IRQ_STORE) \
    RT_IRQ_UNWIND_FRAME(stack)

#define RT_IRQ_LEAVE(stack) \
    RT_IRQ_INTEGERS(RT_IRQ_LOAD) \
    RT_IRQ_LOAD "sp, 0+" RT_IRQ_TEXT(RT_HART_IRQ_SP(stack)) "(tp)\n" \
    "mret\n" \
    RT_IRQ_UNWIND_END

/* Masks a source and the lower ones; t0 = the previous mie. */
#define RT_IRQ_MASK_software "li t0, 0x88\ncsrrc t0, mie, t0\n"
#define RT_IRQ_MASK_timer    "li t0, 0x80\ncsrrc t0, mie, t0\n"
#define RT_IRQ_MASK_external "csrrwi t0, mie, 0\n"

/* Turns interrupts on as late as possible, and RT_IRQ_UNNEST turns them off as early as possible.
 * The saved mstatus has MIE clear because the trap cleared it. */
#define RT_IRQ_NEST(source) \
    "csrr t1, mepc\n" \
    RT_IRQ_MASK_##source \
    RT_IRQ_WORD(RT_IRQ_STORE, t1, 16) \
    RT_IRQ_WORD(RT_IRQ_STORE, t0, RT_IRQ_FRAME_MIE) \
    RT_IRQ_UNWIND_NEST(RT_IRQ_STACK_##source) \
    "csrrsi t1, mstatus, 8\n" \
    RT_IRQ_WORD(RT_IRQ_STORE, t1, 17)

/* Re-enables the sources that the entry masked. Sources that the handler enabled stay enabled.
 * Sources that it disabled are no longer in the saved word (src/irq/interrupt_disable.c). */
#define RT_IRQ_UNNEST \
    RT_IRQ_WORD(RT_IRQ_LOAD, t0, 17) \
    "csrw mstatus, t0\n" \
    RT_IRQ_WORD(RT_IRQ_LOAD, t1, 16) \
    RT_IRQ_WORD(RT_IRQ_LOAD, t0, RT_IRQ_FRAME_MIE) \
    "csrw mepc, t1\n" \
    "csrs mie, t0\n"

#ifdef __riscv_flen

#define RT_IRQ_FSTORE "fs" RT_IRQ_ENDING(__riscv_flen)
#define RT_IRQ_FLOAD  "fl" RT_IRQ_ENDING(__riscv_flen)

#define RT_IRQ_FLOAT(op, reg, index) op #reg ", 16+" #index "*" RT_IRQ_TEXT(__riscv_flen) "/8(sp)\n"

#define RT_IRQ_FLOATS(op) \
    RT_IRQ_FLOAT(op, ft0, 0) RT_IRQ_FLOAT(op, ft1, 1) RT_IRQ_FLOAT(op, ft2, 2) \
    RT_IRQ_FLOAT(op, ft3, 3) RT_IRQ_FLOAT(op, ft4, 4) RT_IRQ_FLOAT(op, ft5, 5) \
    RT_IRQ_FLOAT(op, ft6, 6) RT_IRQ_FLOAT(op, ft7, 7) RT_IRQ_FLOAT(op, ft8, 8) \
    RT_IRQ_FLOAT(op, ft9, 9) RT_IRQ_FLOAT(op, ft10, 10) RT_IRQ_FLOAT(op, ft11, 11) \
    RT_IRQ_FLOAT(op, fa0, 12) RT_IRQ_FLOAT(op, fa1, 13) RT_IRQ_FLOAT(op, fa2, 14) \
    RT_IRQ_FLOAT(op, fa3, 15) RT_IRQ_FLOAT(op, fa4, 16) RT_IRQ_FLOAT(op, fa5, 17) \
    RT_IRQ_FLOAT(op, fa6, 18) RT_IRQ_FLOAT(op, fa7, 19)

/* 20 registers of up to 8 bytes, plus 16 bytes for fcsr to keep sp aligned. */
#define RT_IRQ_SAVE_FLOATS \
    RT_IRQ_ALLOW_FLOATS \
    "addi sp, sp, -176\n" \
    RT_IRQ_FLOATS(RT_IRQ_FSTORE) \
    "frcsr t0\nsw t0, 0(sp)\n"

#define RT_IRQ_RESTORE_FLOATS \
    "lw t0, 0(sp)\nfscsr t0\n" \
    RT_IRQ_FLOATS(RT_IRQ_FLOAD) \
    "addi sp, sp, 176\n"

#ifdef RT_DEBUG
/* A handler that uses floating-point registers without saving them traps. */
#define RT_IRQ_FORBID_FLOATS "li t0, 0x6000\ncsrc mstatus, t0\n"
#define RT_IRQ_ALLOW_FLOATS  "li t0, 0x6000\ncsrs mstatus, t0\n"
#endif

#else

#define RT_IRQ_SAVE_FLOATS
#define RT_IRQ_RESTORE_FLOATS

#endif

#ifndef RT_IRQ_FORBID_FLOATS
#define RT_IRQ_FORBID_FLOATS
#define RT_IRQ_ALLOW_FLOATS
#endif

/* The function that the vector of @p source jumps to. */
#define RT_IRQ_FUNCTION(source, text) \
    ".pushsection .text.rt_vector." #source ", \"ax\", @progbits\n" \
    ".balign 4\n" \
    ".globl rt_vector_" #source "\n" \
    ".type rt_vector_" #source ", @function\n" \
    "rt_vector_" #source ":\n" \
    text \
    ".size rt_vector_" #source ", . - rt_vector_" #source "\n" \
    ".popsection\n"

/* Each kind, around a call of @p handler. */
#define RT_IRQ_PLAIN(source, handler) \
    RT_IRQ_ENTER(RT_IRQ_STACK_plain) \
    RT_IRQ_FORBID_FLOATS \
    "call " #handler "\n" \
    RT_IRQ_ALLOW_FLOATS \
    RT_IRQ_LEAVE(RT_IRQ_STACK_plain)

#define RT_IRQ_PLAIN_FLOAT(source, handler) \
    RT_IRQ_ENTER(RT_IRQ_STACK_plain) \
    RT_IRQ_SAVE_FLOATS \
    "call " #handler "\n" \
    RT_IRQ_RESTORE_FLOATS \
    RT_IRQ_LEAVE(RT_IRQ_STACK_plain)

#define RT_IRQ_NESTING(source, handler) \
    RT_IRQ_ENTER(RT_IRQ_STACK_##source) \
    RT_IRQ_FORBID_FLOATS \
    RT_IRQ_NEST(source) \
    "call " #handler "\n" \
    RT_IRQ_UNNEST \
    RT_IRQ_ALLOW_FLOATS \
    RT_IRQ_LEAVE(RT_IRQ_STACK_##source)

#define RT_IRQ_NESTING_FLOAT(source, handler) \
    RT_IRQ_ENTER(RT_IRQ_STACK_##source) \
    RT_IRQ_SAVE_FLOATS_AND_NEST(source) \
    "call " #handler "\n" \
    RT_IRQ_UNNEST_AND_RESTORE_FLOATS \
    RT_IRQ_LEAVE(RT_IRQ_STACK_##source)

/* For a handler that irq/controller.c makes reentrant. If the handler is already active, the
 * interrupted sp is on this stack, and the entry pushes its frame below it. The frame holds the
 * interrupted sp. t0 is kept in a word that otherwise only trap entries write. */
#define RT_IRQ_ENTER_REENTRANT(stack) \
    RT_IRQ_UNWIND_BEGIN \
    RT_IRQ_STORE "t0, 0+" RT_IRQ_TEXT(RT_HART_TRAP_WORD) "(tp)\n" \
    RT_IRQ_LOAD "t0, 0+" RT_IRQ_TEXT(RT_HART_IRQ_SP(stack)) "(tp)\n" \
    "bnez t0, 1f\n" \
    RT_IRQ_LOAD "t0, 0+" RT_IRQ_TEXT(RT_HART_IRQ_FRAME(stack)) "(tp)\n" \
    "j 2f\n" \
    "1: addi t0, sp, -" RT_IRQ_TEXT(RT_IRQ_FRAME_nesting) "*" RT_IRQ_TEXT(__riscv_xlen) "/8\n" \
    "2:" RT_IRQ_STORE "sp, 19*" RT_IRQ_TEXT(__riscv_xlen) "/8(t0)\n" \
    "mv sp, t0\n" \
    RT_IRQ_UNWIND_OWN_SP \
    RT_IRQ_LOAD "t0, 0+" RT_IRQ_TEXT(RT_HART_TRAP_WORD) "(tp)\n" \
    RT_IRQ_INTEGERS(RT_IRQ_STORE) \
    "csrr t0, mepc\n" \
    "csrr t1, mstatus\n" \
    RT_IRQ_WORD(RT_IRQ_STORE, t0, 16) \
    RT_IRQ_WORD(RT_IRQ_STORE, t1, 17) \
    RT_IRQ_UNWIND_OWN_FRAME

#define RT_IRQ_LEAVE_REENTRANT \
    RT_IRQ_WORD(RT_IRQ_LOAD, t0, 16) \
    RT_IRQ_WORD(RT_IRQ_LOAD, t1, 17) \
    "csrw mepc, t0\n" \
    "csrw mstatus, t1\n" \
    RT_IRQ_INTEGERS(RT_IRQ_LOAD) \
    RT_IRQ_WORD(RT_IRQ_LOAD, sp, RT_IRQ_FRAME_SP) \
    RT_IRQ_UNWIND_NO_FRAME \
    "mret\n" \
    RT_IRQ_UNWIND_END

#define RT_IRQ_REENTRANT(source, handler) \
    RT_IRQ_ENTER_REENTRANT(RT_IRQ_STACK_##source) \
    RT_IRQ_FORBID_FLOATS \
    "call " #handler "\n" \
    RT_IRQ_ALLOW_FLOATS \
    RT_IRQ_LEAVE_REENTRANT

/* The words of the frame are addressed relative to its sp, so nest before saving floats. */
#define RT_IRQ_SAVE_FLOATS_AND_NEST(source) RT_IRQ_NEST(source) RT_IRQ_SAVE_FLOATS
#define RT_IRQ_UNNEST_AND_RESTORE_FLOATS    RT_IRQ_RESTORE_FLOATS RT_IRQ_UNNEST

/* clang-format on */

#endif
