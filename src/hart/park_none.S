/* SPDX-License-Identifier: MIT */
/*
 * Where other harts sleep in single-hart firmware. They touch no memory.
 */
    .section .text.rti_hart_park, "ax", @progbits
    .globl rti_hart_park
    .type rti_hart_park, @function
rti_hart_park:
    .cfi_startproc
    csrw mie, zero
    wfi
    j rti_hart_park
    .cfi_endproc
    .size rti_hart_park, . - rti_hart_park
