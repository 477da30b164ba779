/* SPDX-License-Identifier: MIT */
/*
 * A trap vector of the application's own, which forgot what mtvec asks of its address.
 */
    .text
    .balign 64
    .option norvc
    j rti_trap_vector
    .globl rt_mtvec
rt_mtvec:
    j rti_trap_vector
