/* SPDX-License-Identifier: MIT */
/*
 * Accesses that may fault. rt_trap knows the range that those that are called make up
 * (ld/sections.ld), in which the first instruction of every 16 bytes is the one that is allowed to,
 * and goes on at rt_probe_failed instead.
 */
    .option push
    .option norvc
    .option norelax

    /* Nothing but where the range begins. */
    .section .text.rt_probes_start, "ax", @progbits
    .balign 16
    .globl rt_probes_start
rt_probes_start:

    .macro begin_probe name
    .section .text.rt_probes.\name, "ax", @progbits
    .balign 16
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    .endm

    .macro end_probe name
    .cfi_endproc
    .size \name, . - \name
    .if . - \name != 16
    .error "rivet: a probe is not of 16 bytes"
    .endif
    .endm

    /* bool name(uintptr_t address, uintN_t *value) */
    .macro try_load name, load, store
    begin_probe \name
    \load t0, 0(a0)
    \store t0, 0(a1)
    li a0, 1
    ret
    end_probe \name
    .endm

    /* bool name(uintptr_t address, uintN_t value) */
    .macro try_store name, store
    begin_probe \name
    \store a1, 0(a0)
    li a0, 1
    ret
    nop
    end_probe \name
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
    begin_probe rt_probe_pmp
    csrw pmpaddr0, a0
    csrr a0, pmpaddr0
    ret
    nop
    end_probe rt_probe_pmp
    .option pop

    .section .text.rt_probe_failed, "ax", @progbits
    .globl rt_probe_failed
    .type rt_probe_failed, @function
rt_probe_failed:
    .cfi_startproc
    li a0, 0
    ret
    .cfi_endproc
    .size rt_probe_failed, . - rt_probe_failed
