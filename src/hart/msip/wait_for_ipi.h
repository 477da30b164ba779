/* SPDX-License-Identifier: MIT */
/*
 * For hart/park.S: listen_to_ipis prepares a hart. wait_for_ipi is a parked hart's wait, after
 * which mie is 0. They change t0. A hart whose function has returned goes to PARK_AGAIN.
 */
/* clang-format off */
#define MSI        8
#define PARK_AGAIN rti_hart_park

    .macro listen_to_ipis
    .endm

    .macro wait_for_ipi
    csrwi mie, MSI
wait:
    wfi
    csrr t0, mip
    andi t0, t0, MSI
    beqz t0, wait
    csrw mie, zero
    .endm
