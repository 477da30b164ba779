/* SPDX-License-Identifier: MIT */
/*
 * The start of a payload, the start of its other harts, and its traps. sscratch always is the
 * address of the hart's struct hart (hart.h), so sp, gp and tp may hold anything.
 */
#include "layout.h"
#include "registers.h"

    .section .text.start, "ax", @progbits
    .globl payload_start
payload_start:
    csrw sie, zero
    load_gp
    la t0, payload_bss_start
    la t1, payload_bss_end
1:  bgeu t0, t1, 2f
    STORE zero, 0(t0)
    addi t0, t0, WORD
    j 1b
2:  la sp, payload_stack_end
    la t0, payload_trap_entry
    csrw stvec, t0
    call payload_main
    unimp

    /* a1 = its struct hart, the argument of HSM's start and suspend. */
    .globl payload_hart_start
    .type payload_hart_start, @function
payload_hart_start:
    STORE a0, HART_AT_START(a1)
    csrr t0, satp
    STORE t0, HART_AT_START + WORD(a1)
    csrr t0, sstatus
    STORE t0, HART_AT_START + 2*WORD(a1)
    csrr t0, sip
    STORE t0, HART_AT_START + 3*WORD(a1)
    csrw sie, zero
    csrw sscratch, a1
    load_gp
    la t0, payload_trap_entry
    csrw stvec, t0
    LOAD sp, HART_STACK(a1)
    mv a0, a1
    call payload_hart_main
    unimp
    .size payload_hart_start, . - payload_hart_start

    .text
    .balign 4
payload_trap_entry:
    store_all HART_FRAME
    csrr t1, sepc
    STORE t1, HART_FRAME_PC(t0)
    LOAD sp, HART_TRAP_STACK(t0)
    load_gp
    mv a0, t0
    call payload_trap
    csrr t0, sscratch
    LOAD t1, HART_FRAME_PC(t0)
    csrw sepc, t1
    addi t0, t0, HART_FRAME
    load_all t0
    sret
