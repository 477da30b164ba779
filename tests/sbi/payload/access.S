/* SPDX-License-Identifier: MIT */
/*
 * What C can't do: code that runs with every register chosen, and accesses that may trap.
 */
#include "layout.h"
#include "registers.h"

    .text

    /* name(area): loads all registers from the area, runs the body, and stores all of them in the
     * hart's result. The body must turn interrupts off at its end. */
    .macro with_all name, body
    .globl \name
    .type \name, @function
\name:
    csrr t0, sscratch
    for_preserved STORE, t0
    mv t0, a0
    load_all t0
    \body
    store_all HART_RESULT
    for_preserved LOAD, t0
    ret
    .size \name, . - \name
    .endm

    .macro ecall_body
    ecall
    csrci sstatus, 2
    .endm

    /* x31 counts down. */
    .macro spin_body
1:  addi x31, x31, -1
    bnez x31, 1b
    csrci sstatus, 2
    .endm

    with_all ecall_with_all, ecall_body
    with_all spin_with_all, spin_body

    /* name(address, ...): returns the cause of the trap, or -1 for none. payload_trap resumes with
     * the cause in a0. */
    .macro probe name, access:vararg
    .globl \name
    .type \name, @function
\name:
    csrr t0, sscratch
    la t1, 2f
    STORE t1, HART_RESUME(t0)
    mv t2, ra
    \access
    li a0, -1
2:  STORE zero, HART_RESUME(t0)
    jr t2
    .size \name, . - \name
    .endm

    probe probe_load, lw a1, 0(a0)
    probe probe_load_byte, lbu a1, 0(a0)
    probe probe_store, sw a1, 0(a0)
    probe probe_execute, jalr a0
    probe probe_call, jalr a1
    probe probe_atomic, amoadd.w a1, zero, (a0)

    /* name(address): the same in user mode. There, an ecall tells that there was no trap. */
    .macro probe_user name, access:vararg
    .globl \name
    .type \name, @function
\name:
    csrr t0, sscratch
    la t1, 2f
    STORE t1, HART_RESUME(t0)
    mv t2, ra
    li t1, 0x100
    csrc sstatus, t1
    la t1, 1f
    csrw sepc, t1
    sret
1:  \access
    ecall
2:  jr t2
    .size \name, . - \name
    .endm

    /* long probe_guest_atomic(address, bits): the same in a guest, whose mode sstatus.SPP in bits
     * selects. It has no handler of its own but one that makes an ecall. */
    .globl probe_guest_atomic
    .type probe_guest_atomic, @function
probe_guest_atomic:
    csrr t0, sscratch
    la t1, 3f
    STORE t1, HART_RESUME(t0)
    mv t2, ra
    la t1, 2f
    csrw 0x205, t1 /* vstvec */
    li t1, 0x100
    csrc sstatus, t1
    csrs sstatus, a1
    li t1, 0x80 /* SPV */
    csrs 0x600, t1 /* hstatus */
    la t1, 1f
    csrw sepc, t1
    sret
    .balign 4
1:  amoadd.w a1, zero, (a0)
2:  ecall
3:  jr t2
    .size probe_guest_atomic, . - probe_guest_atomic

    probe_user probe_user_load, lw a1, 0(a0)
    probe_user probe_user_store, sw a1, 0(a0)
    probe_user probe_user_execute, jalr a0
    probe_user probe_user_atomic, amoadd.w a1, zero, (a0)
