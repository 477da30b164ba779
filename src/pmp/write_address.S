/* SPDX-License-Identifier: MIT */
/*
 * Functions that write a PMP address register, one for each entry in 16 bytes: void (unsigned long
 * address). A switch calls one through a pointer (movable.h).
 *
 * A core with paging may cache what the PMP allowed, even while paging is off, until sfence.vma
 * (privileged specification, 3.7.2). QEMU 7.2 does so after a write of an address register.
 */
    .macro write_addresses name, fences
    .section .text.\name, "ax", @progbits
    .balign 16
    .globl \name
    .type \name, @function
\name:
    .cfi_startproc
    .irp entry, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    csrw pmpaddr\entry, a0
    .if \fences
    sfence.vma
    .endif
    ret
    .balign 16
    .endr
    .cfi_endproc
    .size \name, . - \name
    .endm

    write_addresses rti_pmp_writers, 0
    write_addresses rti_pmp_fencing_writers, 1
