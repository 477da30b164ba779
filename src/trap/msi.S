/* SPDX-License-Identifier: MIT */
/*
 * Where the external interrupt of a hart with an IMSIC goes first (RIVET_BOARD_IPI imsic): an IPI,
 * a message with identity 1, becomes the software interrupt. All else goes to the handler.
 *
 * So software interrupts have their bits in mie and mip, mip.SSIP here, and the level that handlers
 * expect, although the message is an external interrupt. Identity 1 comes before all others (AIA,
 * section 3.9) and no threshold here masks it. So what is claimed is what was read. mscratch leads
 * to the hart's block, whatever was interrupted.
 */
#include "entry/interrupt_entry.h"

#include "entry/context_unwind.h"

#define MTOPEI  0x35c
#define IPI     1
#define SSIP    2

    .section .text.rt_vector.msi, "ax", @progbits
    .balign 4
    .globl rt_vector_msi
    .type rt_vector_msi, @function
rt_vector_msi:
    unwind_begin
    csrrw tp, mscratch, tp
    unwind_tp_in_mscratch
    STORE t0, RT_HART_SCRATCH(tp)
    csrr t0, MTOPEI
    unwind_t0_in_scratch
    srli t0, t0, 16
    addi t0, t0, -IPI
    beqz t0, ipi
    LOAD t0, RT_HART_SCRATCH(tp)
    csrrw tp, mscratch, tp
    unwind_as_at_first
    j rt_vector_external

ipi:
    unwind_tp_in_mscratch
    unwind_t0_in_scratch
    csrw MTOPEI, zero
    csrsi mip, SSIP
    LOAD t0, RT_HART_SCRATCH(tp)
    csrrw tp, mscratch, tp
    unwind_as_at_first
    mret
    unwind_end
    .size rt_vector_msi, . - rt_vector_msi
