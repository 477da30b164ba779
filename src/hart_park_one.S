/* SPDX-License-Identifier: MIT */
/*
 * Where harts wait in firmware for one hart: they sleep and touch no memory.
 */
    .section .text.rt_hart_park, "ax", @progbits
    .globl rt_hart_park
    .type rt_hart_park, @function
rt_hart_park:
    .cfi_startproc
    csrw mie, zero
    wfi
    j rt_hart_park
    .cfi_endproc
    .size rt_hart_park, . - rt_hart_park
