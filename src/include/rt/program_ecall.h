/* SPDX-License-Identifier: MIT */
/** @file
 * For assembly of a library that serves every ecall of lower modes itself, such as lib/sbi.
 *
 * In firmware with MODES, an ecall of a lower mode arrives at rt_program_ecall. The runtime has
 * one, for RT_PROGRAM_CALLS and rt_program_trap (rt/program.h). A library may define another:
 *
 *         program_ecall_begin
 *         li t1, CALL_NOTHING
 *         bne a7, t1, 1f
 *         program_ecall_return
 *     1:  j rt_program_call_c
 *         program_ecall_end
 *
 * There, t0 is the hart's block and t1 is free. Both are kept elsewhere; another register may be
 * kept in the second word of RT_HART_SCRATCH (rt/detail/hart_block.h) from t0 on. All other
 * registers are the program's, none of which may be changed but a0 and a1, the result. sp, gp and
 * tp may hold anything. Interrupts are off.
 *
 * rt_program_call_c calls the C function rt_program_every_call, which the library defines too. The
 * program then continues behind its ecall with the result, and keeps every other register.
 */
#ifndef RT_PROGRAM_ECALL_H
#define RT_PROGRAM_ECALL_H

#include <rt/detail/hart_block.h>

#ifdef __ASSEMBLER__

/* clang-format off */
    .macro program_ecall_begin
    .section .text.rt_vector.ecall, "ax", @progbits
    .globl rt_program_ecall
    .type rt_program_ecall, @function
rt_program_ecall:
    .cfi_startproc
    /* A debugger sees the program only from the C function. */
    .cfi_undefined ra
    .endm

    /** Continues the program behind its ecall. */
    .macro program_ecall_return
    csrr t1, mepc
    addi t1, t1, 4
    csrw mepc, t1
#if __riscv_xlen == 64
    ld t1, RT_HART_SCRATCH(t0)
#else
    lw t1, RT_HART_SCRATCH(t0)
#endif
    csrrw t0, mscratch, t0
    mret
    .endm

    .macro program_ecall_end
    .cfi_endproc
    .size rt_program_ecall, . - rt_program_ecall
    .endm

#else

#include <rt/program.h>

/**
 * Defined by the library: an ecall of a lower mode with these a0 to a7. Runs like a fast call
 * (rt/program.h). The words are the program's, in its frame. A library may declare it with types of
 * its own: a pointer to eight words, and a struct of two words.
 */
struct rt_program_result rt_program_every_call(const unsigned long a[8]);

#endif

#endif
