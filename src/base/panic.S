/* SPDX-License-Identifier: MIT */
/*
 * rt_panic as an ecall: every panic then arrives as a trap frame, and code that may panic does not
 * link in the panic path.
 *
 * The application may have put its own handler into mtvec, to which an ecall means something else.
 * So the trap entry's address is put there first; ld/sections.ld defines it as rti_panic_vector,
 * because this folder may not refer to the trap entry. No interrupt may arrive there.
 *
 * That comes before the first store, because sp may be wrong: the store's fault is then reported.
 */
#include "arch/word.h"

    /* t0 = what mie was, for the judgement of a frame. mscratch is free, as in the trap entry. */
    .macro take_traps
    csrrw t0, mie, zero
    csrw mscratch, t0
    .option push
    .option norelax
    la t0, rti_panic_vector
    .option pop
    csrw mtvec, t0
    csrr t0, mscratch
    .endm

    /* a2 to a7, below the arguments on the stack. */
    .macro store_arguments
    STORE a2, 2 * WORD(sp)
    STORE a3, 3 * WORD(sp)
    STORE a4, 4 * WORD(sp)
    STORE a5, 5 * WORD(sp)
    STORE a6, 6 * WORD(sp)
    STORE a7, 7 * WORD(sp)
    .endm

    /*
     * void rt_panic(const char *format, ...): stores the argument registers below the arguments on
     * the stack, as any variadic function does. The trap saves the other registers, except t0:
     * that is what mie was.
     */
    .section .text.rt_panic, "ax", @progbits
    .globl rt_panic, rti_panic_ecall
    .type rt_panic, @function
rt_panic:
    .cfi_startproc
    take_traps
panic_with_traps:
    addi sp, sp, -8 * WORD
    .cfi_def_cfa_offset 8 * WORD
    STORE a1, 1 * WORD(sp)
    store_arguments
rti_panic_ecall:
    ecall
    .cfi_endproc
    .size rt_panic, . - rt_panic

    /*
     * void rt_panic_frame(const struct rt_trap_frame *frame): rt_panic with a format by which the
     * panic path knows it (panic/panic.c). It is the message if the frame can't be read.
     */
    .section .text.rt_panic_frame, "ax", @progbits
    .globl rt_panic_frame
    .type rt_panic_frame, @function
rt_panic_frame:
    .cfi_startproc
    mv a1, a0
    li a2, 0
    .option push
    .option norelax
    la a0, rti_panic_given
    .option pop
    tail rt_panic
    .cfi_endproc
    .size rt_panic_frame, . - rt_panic_frame

    /*
     * void rt_panic_at(const struct rt_trap_frame *frame, const char *format, ...): the same with a
     * format. Stores the variable arguments as rt_panic does; a3 = their address, the va_list.
     */
    .section .text.rt_panic_at, "ax", @progbits
    .globl rt_panic_at
    .type rt_panic_at, @function
rt_panic_at:
    .cfi_startproc
    take_traps
    addi sp, sp, -8 * WORD
    .cfi_def_cfa_offset 8 * WORD
    store_arguments
    addi a3, sp, 2 * WORD
    mv a2, a1
    mv a1, a0
    .option push
    .option norelax
    la a0, rti_panic_given
    .option pop
    tail panic_with_traps
    .cfi_endproc
    .size rt_panic_at, . - rt_panic_at

    .section .rodata.rti_panic_given, "a", @progbits
    .globl rti_panic_given
    .type rti_panic_given, @object
rti_panic_given:
    .asciz "bad trap frame %p"
    .size rti_panic_given, . - rti_panic_given
