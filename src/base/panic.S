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
#include "panic_entry.h"

    /*
     * void rt_panic(const char *format, ...): stores the argument registers below the arguments on
     * the stack, as any variadic function does. The trap saves the other registers, except t0:
     * that is what mie was.
     */
    .section .text.rt_panic, "ax", @progbits
    .globl rt_panic, rti_panic_with_traps, rti_panic_ecall
    .type rt_panic, @function
rt_panic:
    .cfi_startproc
    take_traps
rti_panic_with_traps:
    addi sp, sp, -RT_ARGUMENT_REGISTERS * WORD
    .cfi_def_cfa_offset RT_ARGUMENT_REGISTERS * WORD
    STORE a1, 1 * WORD(sp)
    store_arguments
rti_panic_ecall:
    ecall
    .cfi_endproc
    .size rt_panic, . - rt_panic
