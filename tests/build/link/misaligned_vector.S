/* SPDX-License-Identifier: MIT */
/* An application's own trap vector that lacks the alignment for mtvec. */
    .text
    .balign 64
    .option norvc
    j rti_trap_vector
    .globl rt_mtvec
rt_mtvec:
    j rti_trap_vector
