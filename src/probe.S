/* SPDX-License-Identifier: MIT */
/*
 * Loads that may fault. rt_trap knows the one instruction that is allowed to, and goes on at
 * rt_probe_failed instead.
 */
    .section .text.rt_try_load8, "ax", @progbits
    .globl rt_try_load8, rt_probe_access, rt_probe_failed
    .type rt_try_load8, @function
rt_try_load8:
    .cfi_startproc
rt_probe_access:
    lbu t0, 0(a0)
    sb t0, 0(a1)
    li a0, 1
    ret
rt_probe_failed:
    li a0, 0
    ret
    .cfi_endproc
    .size rt_try_load8, . - rt_try_load8
