/* SPDX-License-Identifier: MIT */
/*
 * A fault of the firmware itself, in the call of an extension of the test's (firmware/faults.c),
 * while the other harts are in every state that they may be in.
 */
#include "case.h"

#define FAULTS 0x09000000

static void fence(struct hart *hart)
{
    (void)hart;
    for (;;) {
        sbi(RFENCE, 1, 0, ~0UL, 0, 0);
    }
}

static void spin(struct hart *hart)
{
    struct registers area;

    (void)hart;
    for (unsigned i = 1; i < 32; i++) {
        area.x[i] = ~(unsigned long)i;
    }
    spin_with_all(&area);
}

static void suspend(struct hart *hart)
{
    (void)hart;
    sbi(HSM, 3, 0);
}

CASE(fault, is_reported)
{
    static void (*const jobs[])(struct hart *) = {fence, spin, suspend, fence};
    unsigned job = 0;

    FOR_OTHERS(id)
    {
        if (job < sizeof(jobs) / sizeof(jobs[0])) {
            EXPECT(hart_run(id, jobs[job++]));
        }
    }
    const uint64_t end = time_after_ms(20);
    while (time_now() < end) {
    }
    sbi(FAULTS, machine_number("fault=", 0));
    EXPECT(false && "the firmware went on");
}
