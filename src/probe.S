/* SPDX-License-Identifier: MIT */
/*
 * Accesses that may fault. rt_trap knows the range, in which the first instruction of every 16
 * bytes is the one that is allowed to, and goes on at rt_probe_failed instead.
 */
    .section .text.rt_probes, "ax", @progbits
    .option push
    .option norvc
    .option norelax
    .balign 16
    .globl rt_probes_start, rt_probes_end, rt_probe_failed
rt_probes_start:

    /* bool name(uintptr_t address, uintN_t *value) */
    .macro try_load name, load, store
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    \load t0, 0(a0)
    \store t0, 0(a1)
    li a0, 1
    ret
    .cfi_endproc
    .size \name, . - \name
    .endm

    /* bool name(uintptr_t address, uintN_t value) */
    .macro try_store name, store
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    \store a1, 0(a0)
    li a0, 1
    ret
    nop
    .cfi_endproc
    .size \name, . - \name
    .endm

    try_load rt_try_load8, lbu, sb
    try_load rt_try_load16, lhu, sh
    try_load rt_try_load32, lw, sw
    try_store rt_try_store8, sb
    try_store rt_try_store16, sh
    try_store rt_try_store32, sw
#if __riscv_xlen == 64
    try_load rt_try_load64, ld, sd
    try_store rt_try_store64, sd
#endif

    /* unsigned long rt_probe_pmp(unsigned long value): what pmpaddr0 makes of value, or 0. */
    .globl rt_probe_pmp
    .type rt_probe_pmp, @function
rt_probe_pmp:
    .cfi_startproc
    csrw pmpaddr0, a0
    csrr a0, pmpaddr0
    ret
    nop
    .cfi_endproc
    .size rt_probe_pmp, . - rt_probe_pmp
rt_probes_end:
    .option pop

    .type rt_probe_failed, @function
rt_probe_failed:
    .cfi_startproc
    li a0, 0
    ret
    .cfi_endproc
    .size rt_probe_failed, . - rt_probe_failed
