/* SPDX-License-Identifier: MIT */
/* The first instruction reads the counter: the instructions of the machine's boot ROM. */
    .section .text.rt_start, "ax", @progbits
    .globl _start, rti_trap_vector, rt_mtvec
_start:
    csrr a0, minstret
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, rt_stack_end
    call bench_main

    .section .text.rti_trap_vector, "ax", @progbits
    .option norelax
    .balign 64
rti_trap_vector:
rt_mtvec:
    j rti_trap_vector
