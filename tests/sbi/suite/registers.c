/* SPDX-License-Identifier: MIT */
/*
 * Every register but a0 and a1 survives a call, and all survive an interrupt of the firmware's. sp,
 * gp and tp are no pointers then.
 */
#include "case.h"

enum {
    A0 = 10,
    A1 = 11,
    A6 = 16,
    A7 = 17,
    COUNTER = 31,
};

/* Calls that return, with what leads to an error too. */
static const struct {
    unsigned long extension, function, a[6];
} calls[] = {
    {BASE, 0, {0}},
    {BASE, 1, {0}},
    {BASE, 2, {0}},
    {BASE, 3, {TIME}},
    {BASE, 4, {0}},
    {BASE, 6, {0}},
    {BASE, 7, {0}},
    {TIME, 0, {~0UL, ~0UL}},
    {TIME, 1, {0}},
    {IPI, 0, {0, 0}},
    {IPI, 0, {0, ~0UL}},
    {IPI, 0, {~0UL, 3}},
    {RFENCE, 0, {0, ~0UL}},
    {RFENCE, 1, {0, ~0UL, 0x1000, 0x1800}},
    {RFENCE, 1, {0, ~0UL, 0, ~0UL}},
    {RFENCE, 2, {0, ~0UL, 0x1000, 0x1800, 1}},
    {RFENCE, 3, {0, ~0UL, 0, 0, 1}},
    {RFENCE, 4, {0, ~0UL}},
    {RFENCE, 5, {0, ~0UL, 0x1000, 0x1800, 1}},
    {RFENCE, 6, {0, ~0UL}},
    {RFENCE, 1, {~0UL, 0}},
    {HSM, 0, {~0UL, 0, 0}},
    {HSM, 2, {0}},
    {HSM, 2, {~0UL}},
    {HSM, 3, {1}},
    {HSM, 3, {0x80000000, 1}},
    {SRST, 0, {99}},
    {DBCN, 0, {0, 0, 0}},
    {DBCN, 0, {4, 0, 0}},
    {DBCN, 1, {0, 0, 0}},
    {PMU, 0, {0}},
    {PMU, 1, {0}},
    {PMU, 1, {1}},
    {PMU, 1, {32}},
    {PMU, 2, {0, 1, 0, 3}},
    {PMU, 2, {0, 1, 0, 0x10000}},
    {PMU, 2, {0, 1, 0, 0x10040}},
    {PMU, 2, {0, 1, 0, 0x20000}},
    {PMU, 2, {0, 0, 0, 3}},
    {PMU, 2, {0, 2, 0, 3}},
    {PMU, 2, {1, 1, 0, 3}},
    {PMU, 2, {0, 1, 0x100, 3}},
    {PMU, 99, {0}},
    {FWFT, 1, {0}},
    {0, 0, {0}},
    {~0UL, ~0UL, {~0UL, ~0UL, ~0UL, ~0UL, ~0UL, ~0UL}},
};

static void fill(struct registers *area, unsigned long seed)
{
    for (unsigned i = 1; i < 32; i++) {
        area->x[i] = (seed + i) * (unsigned long)0x9e3779b97f4a7c15;
    }
}

static void expect_kept(const struct registers *area, unsigned long except)
{
    for (unsigned long i = 1; i < 32; i++) {
        if ((except >> i & 1) == 0) {
            case_note("register", i);
            EXPECT_EQ(self()->result.x[i], area->x[i]);
        }
    }
}

CASE(registers, survive_calls)
{
    struct registers area;

    for (unsigned i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        fill(&area, i);
        for (unsigned j = 0; j < 6; j++) {
            area.x[A0 + j] = calls[i].a[j];
        }
        area.x[A6] = calls[i].function;
        area.x[A7] = calls[i].extension;
        ecall_with_all(&area);
        expect_kept(&area, 1UL << A0 | 1UL << A1);
        EXPECT((long)self()->result.x[A0] <= OK && (long)self()->result.x[A0] >= LOWEST_ERROR);
    }
    csr_clear(sip, SSIP);
}

static void spin_once(struct registers *area, unsigned long interrupt, unsigned long count)
{
    area->x[COUNTER] = count;
    interrupts_on(interrupt);
    spin_with_all(area);
    interrupts_off();
    expect_kept(area, 1UL << COUNTER);
}

/* On a busy host an interrupt may come only when no registers are chosen any more. */
static unsigned spin_with_timer(struct registers *area)
{
    set_timer(time_now() + 1000);
    spin_once(area, STIP, 200000);
    return self()->timers;
}

CASE(registers, survive_interrupts)
{
    struct registers area;
    const unsigned timers = self()->timers;

    fill(&area, 77);
    EXPECT(WAIT(spin_with_timer(&area) - timers >= 20));
    set_timer(~UINT64_C(0));
}

static unsigned stop;

static void storm(struct hart *hart)
{
    (void)hart;
    while (read_atomic(&stop) == 0) {
        sbi(RFENCE, 1, 0, ~0UL, 0, 0);
        sbi(IPI, 0, 1UL << machine.boot_hart, 0);
    }
}

static unsigned spin_with_ipis(struct registers *area)
{
    spin_once(area, SSIP, 20000);
    return self()->ipis;
}

/* The firmware's software interrupt comes at any instruction. */
CASE_FOR_HARTS(2, registers, survive_fences_and_ipis_of_another_hart)
{
    struct registers area;
    const unsigned ipis = self()->ipis;

    stop = 0;
    fill(&area, 78);
    EXPECT(hart_run(machine_other(), storm));
    EXPECT(WAIT(spin_with_ipis(&area) - ipis >= 200));
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    EXPECT(WAIT(sbi(HSM, 2, machine_other()).value == STOPPED));
    csr_clear(sip, SSIP);
}
