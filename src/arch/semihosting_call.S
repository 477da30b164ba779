/* SPDX-License-Identifier: MIT */
/*
 * A semihosting call that returns (RISC-V semihosting specification, section 2.1).
 *
 * Its three instructions must be uncompressed and on one page, so the function is aligned to 32
 * bytes. Without a host the ebreak traps. rti_trap (trap/dispatch.c) then makes the call return -1
 * through rti_probe_return, which needs mepc and mstatus in t1 and t2 (probe.S). The reference to
 * rti_trap_resumes links that part of the trap entry.
 */
    .section .text.rt_semihosting_call, "ax", @progbits
    /* Align the section itself; without norelax the linker would align by relaxation. */
    .option push
    .option norelax
    .balign 32
    .option pop
    .globl rt_semihosting_call, rti_semihosting_ebreak
    .type rt_semihosting_call, @function
rt_semihosting_call:
    .cfi_startproc
    .reloc ., R_RISCV_NONE, rti_trap_resumes
    csrr t1, mepc
    csrr t2, mstatus
    .option push
    .option norvc
    slli zero, zero, 0x1f
rti_semihosting_ebreak:
    ebreak
    srai zero, zero, 7
    .option pop
    ret
    .cfi_endproc
    .size rt_semihosting_call, . - rt_semihosting_call
