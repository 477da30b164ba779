/* SPDX-License-Identifier: MIT */
/*
 * The first instruction of a payload, and calls whose every instruction is known.
 */
#include "layout.h"
#include "registers.h"

    /* payload.ld puts it in front of payload_start. a0 and a1 are that one's. */
    .section .text.first, "ax", @progbits
    csrr t0, instret
    la t1, bench_at_start
    STORE t0, 0(t1)
    j payload_start

    /* payload_start clears .bss, and not this. */
    .section .sdata, "aw", @progbits
    .balign WORD
    .globl bench_at_start
bench_at_start:
    .skip WORD

    .text
    /* bench_calls(struct bench_call *, count): returns the instructions, with those of the loop. */
    .globl bench_calls
    .type bench_calls, @function
bench_calls:
    mv t0, a0
    mv t1, a1
    LOAD t2, 0(t0)
    LOAD t3, WORD(t0)
    LOAD a2, 2*WORD(t0)
    LOAD a3, 3*WORD(t0)
    LOAD a6, 4*WORD(t0)
    LOAD a7, 5*WORD(t0)
    csrr t4, instret
1:  mv a0, t2
    mv a1, t3
    ecall
    addi t1, t1, -1
    bnez t1, 1b
    csrr a0, instret
    sub a0, a0, t4
    ret
    .size bench_calls, . - bench_calls

    /* bench_hart_start(id, address, argument): tools/bench_collect.py knows the name. */
    .globl bench_hart_start
    .type bench_hart_start, @function
bench_hart_start:
    li a7, 0x48534d
    li a6, 0
    ecall
    ret
    .size bench_hart_start, . - bench_hart_start
