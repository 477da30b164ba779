/* SPDX-License-Identifier: MIT */
/*
 * Where the harts other than the boot hart wait until they are asked for (<rt/hart.h>).
 *
 * They touch no memory before their software interrupt is pending, which the boot hart raises when
 * memory is ready: no flag in RAM is needed that a boot would have to clear. Harts that have no
 * area, because the firmware is for fewer, sleep for good.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>

#define MSI 8

    .section .text.rti_hart_park, "ax", @progbits
    .globl rti_hart_park
    .type rti_hart_park, @function
rti_hart_park:
    .cfi_startproc
    .cfi_undefined ra
    csrw mie, zero

    /* s0 = this hart's number: the boot hart is 0, the others follow in the order of mhartid. */
    csrr s0, mhartid
    addi t1, zero, %lo(rt_boot_hart)
    bgtu s0, t1, numbered
    addi s0, s0, 1
numbered:
    addi t0, zero, %lo(rt_hart_max)
    bgeu s0, t0, surplus

    /* wfi wakes for an interrupt that mie lets through, mstatus.MIE off or not. */
    csrwi mie, MSI
wait:
    wfi
    csrr t0, mip
    andi t0, t0, MSI
    beqz t0, wait
    csrw mie, zero
    fence iorw, iorw

    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la tp, rt_boot_tls
    la t0, rt_harts_start
    la t1, rt_boot_area_end
    sub t1, t1, t0
    /* tp += number * stride; a core need not have a multiplier. */
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
     * The phase before the stack, which is the one to start on if the phase says so. A panic's
     * IPI may reach a hart that was not started: that one stays on its trap stack.
     */
    LOAD a1, RT_HART_OF(RT_HART_phase)(tp)
    fence r, rw
    LOAD sp, RT_HART_OF(RT_HART_start_sp)(tp)
    mv a0, s0
    call rti_hart_run
    beqz a0, rti_hart_park

    /* Parked only now that nothing needs the stack any more: it is the starter's again. */
    csrr t0, mscratch
    STORE t0, RT_HART_OF(RT_HART_start_sp)(tp)
    fence rw, w
    STORE zero, RT_HART_OF(RT_HART_phase)(tp)
    j rti_hart_park

surplus:
    wfi
    j surplus
    .cfi_endproc
    .size rti_hart_park, . - rti_hart_park
