/* SPDX-License-Identifier: MIT */
/*
 * Copies between the firmware and a program, byte by byte through probes (arch/probe.S). Between
 * setting and clearing MPRV there is no access but that of the probe: a trap's mret leaves MPRV as
 * it is. The probes use t0 to t2 and a0.
 */
#include "arch/word.h"

#define MSTATUS_MPRV     0x20000
#define MSTATUS_MPP_MPIE 0x1880
#define MSTATUS_MPP      0x1800

    /* a0 = to, a1 = from, a2 = size, a3 = the bits of mstatus. */
    .macro copy name, probe, source, target
    .section .text.\name, "ax", @progbits
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    mv t4, ra
    .cfi_register ra, t4
    csrr t5, mepc
    csrr t6, mstatus
    mv a4, a0
    li a5, MSTATUS_MPP | MSTATUS_MPRV
    j 2f
1:  \source
    csrc mstatus, a5
    csrs mstatus, a3
    call \probe
    csrc mstatus, a5
    beqz a0, 3f
    \target
    addi a4, a4, 1
    addi a1, a1, 1
    addi a2, a2, -1
2:  bnez a2, 1b
3:  csrw mstatus, t6
    csrw mepc, t5
    mv a0, a2
    jr t4
    .cfi_endproc
    .size \name, . - \name
    .endm

    .macro load_own
    mv a7, a1
    lbu a1, 0(a1)
    mv a0, a4
    .endm
    .macro keep_address
    mv a1, a7
    .endm
    .macro load_address
    mv a0, a1
    .endm
    .macro store_own
    sb t0, 0(a4)
    .endm

    copy rti_mode_copy_in, rti_probe_load, load_address, store_own
    copy rti_mode_copy_out, rt_try_store8, load_own, keep_address
