/* SPDX-License-Identifier: MIT */
/*
 * Probes: accesses that may fault. ld/sections.ld puts those that the firmware uses into one range,
 * where only the third instruction of every 32 bytes may fault. After such a fault, rti_trap
 * resumes at rti_probe_return. The reference to rti_trap_resumes links that part of the trap entry.
 *
 * A plain interrupt handler returns through mepc and mstatus, which a trap overwrites. So code that
 * may trap and be resumed first saves them in t1 and t2.
 */
#include <rt/detail/registers.h>

#define MSTATUS_MPP_MPIE 0x1880
#define MSTATUS_MPP      0x1800
#define MSTATUS_MPRV     0x20000

/* Registers of rti_probe_as_user, which a probe of a load does not use: its return address, what
 * mepc and mstatus were, and the bit MPRV. */
#define RETURN RT_HIGH_REGISTER_OR(t4, a2)
#define PC     RT_HIGH_REGISTER_OR(t5, a3)
#define STATUS RT_HIGH_REGISTER_OR(t6, a4)
#define ACCESS RT_HIGH_REGISTER_OR(t3, a5)

    .option push
    .option norvc
    .option norelax

    /* Only a label: the start of the probes' range. */
    .section .text.rti_probes_start, "ax", @progbits
    .balign 32
    .globl rti_probes_start
rti_probes_start:
    .reloc ., R_RISCV_NONE, rti_trap_resumes

    .macro begin_probe name
    .section .text.rti_probes.\name, "ax", @progbits
    .balign 32
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    csrr t1, mepc
    csrr t2, mstatus
    .endm

    .macro end_probe name
    .cfi_endproc
    .size \name, . - \name
    .if . - \name > 32
    .error "rivet: a probe has more than 32 bytes"
    .endif
    .balign 32
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

    /* See arch/probe.h. */
    begin_probe rti_probe_pmp
    csrr a1, pmpaddr0
    seqz t0, a1
    neg t0, t0
    csrs pmpaddr0, t0
    csrrw a0, pmpaddr0, a1
    ret
    end_probe rti_probe_pmp

    /* A hart that starts need not save mepc and mstatus: it enters behind that. */
    begin_probe rti_probe_pmp_saving
    .globl rti_probe_pmp_start
rti_probe_pmp_start:
    csrw pmpcfg0, zero
    csrw pmpaddr0, a0
    csrr a0, pmpaddr0
    ret
    end_probe rti_probe_pmp_saving

    begin_probe rti_probe_mseccfg
    csrr a0, 0x747
    ret
    end_probe rti_probe_mseccfg

    begin_probe rti_probe_set_mseccfg
    csrs 0x747, a0
    csrr a0, 0x747
    ret
    end_probe rti_probe_set_mseccfg

    begin_probe rti_probe_fence
    sfence.vma
    li a0, 1
    ret
    end_probe rti_probe_fence

    begin_probe rti_probe_satp
    csrr a0, satp
    ret
    end_probe rti_probe_satp

    /* With MPRV set, which the caller clears. */
    begin_probe rti_probe_load
    lbu t0, 0(a0)
    li a0, 1
    ret
    end_probe rti_probe_load
    .option pop

    /* Uses no memory but the byte: user mode may be denied the stack. The trap's mret, and an
     * interrupt's, leave MPP at U and MPRV as it is. */
    .section .text.rti_probe_as_user, "ax", @progbits
    .globl rti_probe_as_user
    .type rti_probe_as_user, @function
rti_probe_as_user:
    .cfi_startproc
    mv RETURN, ra
    .cfi_register ra, RETURN
    csrr PC, mepc
    csrr STATUS, mstatus
    li t0, MSTATUS_MPP
    csrc mstatus, t0
    csrr t1, mstatus
    and t1, t1, t0
    bnez t1, 1f
    li ACCESS, MSTATUS_MPRV
    csrs mstatus, ACCESS
    call rti_probe_load
    csrc mstatus, ACCESS
    j 2f
1:  li a0, 0
2:  li t0, MSTATUS_MPP_MPIE | MSTATUS_MPRV
    and STATUS, STATUS, t0
    csrc mstatus, t0
    csrs mstatus, STATUS
    csrw mepc, PC
    jr RETURN
    .cfi_endproc
    .size rti_probe_as_user, . - rti_probe_as_user

    /* trap/dispatch.c resumes here, with a0 set. Restores mepc from t1, MPP and MPIE from t2. */
    .section .text.rti_probe_return, "ax", @progbits
    .globl rti_probe_return
    .type rti_probe_return, @function
rti_probe_return:
    .cfi_startproc
    li t0, MSTATUS_MPP_MPIE
    and t2, t2, t0
    csrw mepc, t1
    csrc mstatus, t0
    csrs mstatus, t2
    ret
    .cfi_endproc
    .size rti_probe_return, . - rti_probe_return
