/* SPDX-License-Identifier: MIT */
/*
 * The number of each hart by mhartid, filled in by the linker (ld/sections.ld).
 */
    .section .rodata.rti_hart_numbers, "a", @progbits
    .balign 4
    .globl rti_hart_numbers
    .type rti_hart_numbers, @object
rti_hart_numbers:
    .irp id, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    .4byte rti_number_of_\id
    .endr
    .size rti_hart_numbers, . - rti_hart_numbers
