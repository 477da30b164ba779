/* SPDX-License-Identifier: MIT */
/* Runs a few instructions in a lower mode; see mode_setup.c. */
    .text
    /* unsigned long mode_run(const char *code, unsigned long mode): mstatus.MPP is already 0. The
     * trap's handler returns the cause to the caller. */
    .globl mode_run
    .type mode_run, @function
mode_run:
    csrw mepc, a0
    slli a1, a1, 11
    csrs mstatus, a1
    mret

    .macro code name, instruction:vararg
    .balign 4
    .globl \name
    .type \name, @function
\name:
    \instruction
    ecall
    .endm

    code mode_does_nothing, nop
    code mode_reads_time, csrr t0, 0xc01
    code mode_reads_cycle, csrr t0, 0xc00
    code mode_reads_stimecmp, csrr t0, 0x14d
    code mode_reads_satp, csrr t0, 0x180
    code mode_reads_senvcfg, csrr t0, 0x10a
    code mode_reads_seed, csrrw t0, 0x015, zero
