/* SPDX-License-Identifier: MIT */
/*
 * As hart/msip/wait_for_ipi.h, for a hart whose IPIs are messages (AIA, chapter 3). A reset leaves
 * the interrupt file in any state; the threshold lets only IPIs through. A message that arrives
 * before the file delivers is pending. A hart that has cleared one IPI too many raises its own
 * software interrupt instead. Changes t1 too.
 */
/* clang-format off */
#define MISELECT    0x350
#define MIREG       0x351
#define EIDELIVERY  0x70
#define EITHRESHOLD 0x72
#define EIE0        0xc0
#define IPI         1
#define MEI_SSI     0x802

    .macro write_file number, value
    li t0, \number
    csrw MISELECT, t0
    csrwi MIREG, \value
    .endm

    .macro listen_to_ipis
    write_file EIE0, 1 << IPI
    write_file EITHRESHOLD, IPI + 1
    write_file EIDELIVERY, 1
    .endm

/* QEMU 7.2 may lose a message that arrives while a hart accesses its file, so a hart that
 * parks once more leaves it alone. */
#define PARK_AGAIN listening

    .macro wait_for_ipi
listening:
    li t1, MEI_SSI
    csrw mie, t1
wait:
    wfi
    csrr t0, mip
    and t0, t0, t1
    beqz t0, wait
    csrw mie, zero
    .endm

    /* An IPI that stops this hart finds trap/msi.S, although firmware may have no handler. */
    .pushsection .rivet.needs, "", @progbits
    .reloc ., R_RISCV_NONE, rti_vectors
    .popsection
