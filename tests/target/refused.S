/* SPDX-License-Identifier: MIT */
/*
 * A vector that no core keeps: QEMU's ignores a write of mtvec with the reserved mode 3.
 */
    .section .text.rt_vector, "ax", @progbits
    .balign 64
    .globl rt_mtvec
vector:
    j rti_trap_vector
    .set rt_mtvec, vector + 3
