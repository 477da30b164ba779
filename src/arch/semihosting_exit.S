/* SPDX-License-Identifier: MIT */
/*
 * The semihosting call that ends a run (RISC-V semihosting specification, section 2.1). Its three
 * instructions must be uncompressed and on one page.
 *
 * Without a host the ebreak traps. The run is over, so no trap entry has to resume it: mtvec leads
 * here meanwhile.
 */
#include "arch/word.h"

/* The reason code of a normal exit, and the largest status: QEMU passes on only eight bits. */
#define ADP_STOPPED_APPLICATION_EXIT 0x20026
#define LARGEST_STATUS 255
#define SYS_EXIT_EXTENDED 0x20

    .section .text.rti_semihosting_exit, "ax", @progbits
    /* ld/sections.ld aligns it as the board's core requires of mtvec. */
    .type no_host, @function
no_host:
    .cfi_startproc
    .cfi_def_cfa_offset 2 * WORD
    csrw mtvec, t1
    addi sp, sp, 2 * WORD
    ret
    /* The exit's last steps, in the space up to the call. The padding is no code. */
give_block:
    mv a1, sp
    li a0, SYS_EXIT_EXTENDED
    j call_host
    .option push
    .option norelax
    .option norvc
    .balign 16
call_host:
    slli zero, zero, 0x1f
    ebreak
    srai zero, zero, 7
    .option pop
    j no_host
    .cfi_endproc
    .size no_host, . - no_host

    .globl rti_semihosting_exit
    .type rti_semihosting_exit, @function
rti_semihosting_exit:
    .cfi_startproc
    csrw mie, zero
    la t0, no_host
    csrrw t1, mtvec, t0
    addi sp, sp, -2 * WORD
    .cfi_def_cfa_offset 2 * WORD
    /* A larger status must not become 0. */
    li t0, LARGEST_STATUS
    bgeu t0, a0, fits
    mv a0, t0
fits:
    li t0, ADP_STOPPED_APPLICATION_EXIT
    STORE t0, 0(sp)
    STORE a0, WORD(sp)
    j give_block
    .cfi_endproc
    .size rti_semihosting_exit, . - rti_semihosting_exit
