/* SPDX-License-Identifier: MIT */
/*
 * Where the harts other than the boot hart wait until they are started (<rt/hart.h>).
 *
 * They read only constants before their software interrupt is pending. Another hart raises it once
 * memory is initialised, so no boot has to clear a flag in RAM before they read it. Harts beyond
 * the firmware's HARTS have no area and sleep forever.
 */
#include "arch/word.h"

/* In msip or imsic, by RIVET_BOARD_IPI. */
#include "wait_for_ipi.h"

#include <rt/detail/hart_block.h>

/* ld/sections.ld refuses other harts. */
#define HART_IDS 16

    .section .text.rti_hart_park, "ax", @progbits
    .globl rti_hart_park
    .type rti_hart_park, @function
rti_hart_park:
    .cfi_startproc
    .cfi_undefined ra
    csrw mie, zero

    /* s0 = this hart's number. gp is not set yet. */
    csrr t1, mhartid
    li t0, HART_IDS
    bgeu t1, t0, surplus
    .option push
    .option norelax
    la t0, rti_hart_numbers
    .option pop
    slli t1, t1, 2
    add t0, t0, t1
    lw s0, 0(t0)
    addi t0, zero, %lo(rt_hart_max)
    bgeu s0, t0, surplus

    listen_to_ipis
    /* wfi wakes up for an interrupt that is enabled in mie, even with mstatus.MIE clear. */
    wait_for_ipi
    fence iorw, iorw
    fence.i /* rt_hart_fence_i leaves parked harts out */

    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la tp, rt_boot_tls
    la t0, rt_harts_start
    la t1, rt_boot_area_end
    sub t1, t1, t0
    /* tp += number * stride; the core may lack a multiplier. */
    mv t0, s0
next_area:
    add tp, tp, t1
    addi t0, t0, -1
    bnez t0, next_area
    addi t0, tp, -RT_HART_BLOCK_SIZE
    csrw mscratch, t0

#ifdef __riscv_flen
    li t0, MSTATUS_FS_INITIAL
    csrs mstatus, t0
    csrw fcsr, zero
#endif

    /*
     * Read the phase before start_sp: if the phase is STARTING, start_sp is the stack to start on.
     * A panic's IPI may reach a hart that was not started; start_sp is then its trap stack.
     */
    LOAD a1, RT_HART_OF(RT_HART_phase)(tp)
    fence r, rw
    LOAD sp, RT_HART_OF(RT_HART_start_sp)(tp)
    mv a0, s0
    call rti_hart_run
    beqz a0, PARK_AGAIN

    /* Set the phase to PARKED only now, when the stack is no longer used: the starter may reuse
     * it. The hart's function may have used mscratch. */
    addi t0, tp, -RT_HART_BLOCK_SIZE
    STORE t0, RT_HART_OF(RT_HART_start_sp)(tp)
    fence rw, w
    STORE zero, RT_HART_OF(RT_HART_phase)(tp)
    j PARK_AGAIN

surplus:
    wfi
    j surplus
    .cfi_endproc
    .size rti_hart_park, . - rti_hart_park
