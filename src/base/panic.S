/* SPDX-License-Identifier: MIT */
/*
 * rt_panic as an ecall: every panic then arrives as a trap frame, and code that may panic does not
 * link in the panic path.
 */
#include "arch/word.h"

    /*
     * void rt_panic(const char *format, ...): stores the argument registers below the arguments on
     * the stack, as any variadic function does. The trap saves the other registers.
     */
    .section .text.rt_panic, "ax", @progbits
    .globl rt_panic, rti_panic_ecall
    .type rt_panic, @function
rt_panic:
    .cfi_startproc
    addi sp, sp, -8 * WORD
    .cfi_def_cfa_offset 8 * WORD
    STORE a1, 1 * WORD(sp)
    STORE a2, 2 * WORD(sp)
    STORE a3, 3 * WORD(sp)
    STORE a4, 4 * WORD(sp)
    STORE a5, 5 * WORD(sp)
    STORE a6, 6 * WORD(sp)
    STORE a7, 7 * WORD(sp)
rti_panic_ecall:
    ecall
    .cfi_endproc
    .size rt_panic, . - rt_panic
