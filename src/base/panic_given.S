/* SPDX-License-Identifier: MIT */
/*
 * rt_panic_frame and rt_panic_at. Firmware that calls neither does not link this in.
 */
#include "panic_entry.h"

    /* A dump needs the frame. */
    .section .rivet.needs, "", @progbits
    .reloc ., R_RISCV_NONE, rti_dump_given

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
    addi sp, sp, -RT_ARGUMENT_REGISTERS * WORD
    .cfi_def_cfa_offset RT_ARGUMENT_REGISTERS * WORD
    store_arguments
    addi a3, sp, 2 * WORD
    mv a2, a1
    mv a1, a0
    .option push
    .option norelax
    la a0, rti_panic_given
    .option pop
    tail rti_panic_with_traps
    .cfi_endproc
    .size rt_panic_at, . - rt_panic_at

    .section .rodata.rti_panic_given, "a", @progbits
    .globl rti_panic_given
    .type rti_panic_given, @object
rti_panic_given:
    .asciz "bad trap frame %p"
    .size rti_panic_given, . - rti_panic_given
