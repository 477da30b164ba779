/* SPDX-License-Identifier: MIT */
/*
 * Starts the firmware a second time, in memory that is not zero: QEMU's is, so a start that leaves
 * out some of its work would not be noticed. A fixture.
 */
#ifndef START_AGAIN_H
#define START_AGAIN_H

#include "faults.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/test.h>

#include <stdint.h>

/* Firmware that is no test has no runner to tell. */
#pragma weak rt_test_will_restart

enum {
    STARTED_AGAIN = 0x5a17
};

__attribute__((section(".noinit"))) static unsigned start_again_state;

static inline void spoil(char *from, const char *to)
{
    for (volatile char *byte = from; byte != to; byte++) {
        *byte = (char)0xa5;
    }
}

/* Nothing that it has spoiled is used before the start. */
static void start_again(void)
{
    extern const char _start[];

    if (start_again_state == STARTED_AGAIN) {
        return;
    }
    start_again_state = STARTED_AGAIN;
    if (rt_test_will_restart != NULL) {
        rt_test_will_restart();
    }
    spoil(rt_boot_tls, rt_boot_tls_end);
    if (hide((uintptr_t)rt_data_load) != (uintptr_t)rt_data_start) {
        spoil(rt_data_start, rt_data_end);
    }
    spoil(rt_bss_start, rt_bss_end);
#ifdef __riscv_flen
    csr_write(fcsr, 0xff);
#endif
    csr_write(mie, MIP_MSIP);
    jump((uintptr_t)_start);
}

#endif
