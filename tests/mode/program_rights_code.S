/* SPDX-License-Identifier: MIT */
/*
 * Tries accesses: a0 = pairs of words (an address; the byte that is there), a1 = how many. Replaces
 * the second word with what the firmware has put into t1, the cause of the fault, or 0.
 */
#include "../../src/arch/word.h"

    .option norvc
    .macro tries name, access:vararg
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    .cfi_undefined ra
1:  LOAD t0, 0(a0)
    LOAD t2, WORD(a0)
    li t1, 0
    \access
    STORE t1, WORD(a0)
    addi a0, a0, 2*WORD
    addi a1, a1, -1
    bnez a1, 1b
    ecall
    .cfi_endproc
    .size \name, . - \name
    .endm

    .section .text.rights_code, "ax", @progbits
    .balign 256
    .globl rights_code
rights_code:
    tries rights_load, lbu t2, 0(t0)
    tries rights_store, sb t2, 0(t0)
    tries rights_jump, jalr ra, t0
    .balign 256
