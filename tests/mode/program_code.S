/* SPDX-License-Identifier: MIT */
/*
 * What programs in lower modes execute; see program.c. All of it is in one region of 1 KiB.
 */
#include "../../src/arch/word.h"

    .section .text.program_code, "ax", @progbits
    .balign 1024
    .globl program_code
program_code:

    .macro program name
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    .cfi_undefined ra
    .endm
    .macro end_program name
    .cfi_endproc
    .size \name, . - \name
    .endm

    /* One ecall after the other. */
    program program_calls
1:  ecall
    addi a0, a0, 1
    j 1b
    end_program program_calls

    /* A value in every register, two ecalls; a word that isn't what it was ends in ebreak. */
    program program_registers
    .set value, 0x101
    .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, \
        25, 26, 27, 28, 29, 30, 31
    li x\n, value * \n
    .endr
1:  ecall
    /* x31 checks the others, and is checked first. */
    addi x31, x31, -value * 31 / 4
    addi x31, x31, -value * 31 / 4
    addi x31, x31, -value * 31 / 4
    addi x31, x31, -(value * 31 - 3 * (value * 31 / 4))
    bnez x31, 2f
    .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, \
        25, 26, 27, 28, 29, 30
    li x31, value * \n
    bne x31, x\n, 2f
    .endr
    li x31, value * 31
    j 1b
2:  ebreak
    end_program program_registers

    /* Loads and stores a byte at a0, which may fault, and calls with 0 or what it has loaded. */
    program program_load
    lbu a0, 0(a0)
    ecall
    end_program program_load
    program program_store
    sb a1, 0(a0)
    ecall
    end_program program_store
    program program_jump
    jr a0
    end_program program_jump

    program program_spins
    li sp, -64
    li gp, 3
    li tp, 5
1:  addi a0, a0, 1
    j 1b
    end_program program_spins

    /* A fast call with the number in a7, then an ordinary one. */
    program program_fast
    .irp reg, ra, t0, t1, t2, t3, t4, t5, t6, a2, a3, a4, a5, a6, s0, s1, s2, s11
    li \reg, 0x55
    .endr
    ecall
    or t0, t0, t1
    or t0, t0, t2
    or t0, t0, t3
    or t0, t0, t4
    or t0, t0, t5
    or t0, t0, t6
    or t0, t0, ra
    or t0, t0, a2
    or t0, t0, a3
    or t0, t0, a4
    or t0, t0, a5
    or t0, t0, a6
    or t0, t0, a7
    li a7, -1
    ecall
    end_program program_fast

#ifdef __riscv_flen
    /* Sets the rounding mode to one that doesn't exist, and f8. */
    program program_rounds
    li a0, 0x5ec4e7
    fcvt.s.w f8, a0
    fsrmi 5
1:  ecall
    j 1b
    end_program program_rounds

    /* A supervisor sets FS to Initial before it calls, and looks into f8 afterwards. */
    program program_spies
    li a2, 0x6000
    csrc sstatus, a2
    li a2, 0x2000
    csrs sstatus, a2
    ecall
    fmv.x.w a0, f8
    ecall
    end_program program_spies

    /* A supervisor looks at sstatus before a call and after it. */
    program program_dirties
    fcvt.s.w f8, zero
    csrr a0, sstatus
    ecall
    csrr a1, sstatus
    ecall
    end_program program_dirties

    /* Adds a1 to fa0 for ever, and tells the sum. */
    program program_floats
    fcvt.s.w fa1, a1
    fcvt.s.w fs11, a1
    fcvt.s.w fa0, zero
1:  fadd.s fa0, fa0, fa1
    fcvt.w.s a0, fa0
    fcvt.w.s a1, fs11
    frflags a2
    ecall
    j 1b
    end_program program_floats
#endif

    .balign 1024
