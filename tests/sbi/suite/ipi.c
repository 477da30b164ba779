/* SPDX-License-Identifier: MIT */
/*
 * Inter-processor interrupts (SBI, chapter 7), and hart masks (chapter 3).
 */
#include "case.h"

static unsigned stop;

static void listen(struct hart *hart)
{
    (void)hart;
    interrupts_on(SSIP);
    while (read_atomic(&stop) == 0) {
    }
    interrupts_off();
}

static void listen_all(void)
{
    stop = 0;
    FOR_OTHERS(id)
    {
        EXPECT(hart_run(id, listen));
    }
    csr_clear(sip, SSIP);
    interrupts_on(SSIP);
}

static void stop_all(void)
{
    interrupts_off();
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    FOR_OTHERS(id)
    {
        EXPECT(hart_wait(id, STOPPED));
    }
}

static unsigned long count_all(void)
{
    unsigned long count = 0;

    for (unsigned id = 0; id < HARTS; id++) {
        count += read_atomic(&harts[id].ipis);
    }
    return count;
}

static void settle(void)
{
    const uint64_t end = time_after_ms(2);

    while (time_now() < end) {
    }
}

/* The harts of the bits get one, and no other does. */
static void expect_reaches(unsigned long mask, unsigned long base, unsigned long bits)
{
    unsigned before[HARTS];

    for (unsigned long id = 0; id < HARTS; id++) {
        before[id] = read_atomic(&harts[id].ipis);
    }
    EXPECT_EQ(sbi(IPI, 0, mask, base).error, OK);
    for (unsigned long id = 0; id < HARTS; id++) {
        case_note("hart", id);
        EXPECT((bits >> id & 1) == 0 || WAIT(read_atomic(&harts[id].ipis) != before[id]));
    }
    settle();
    for (unsigned long id = 0; id < HARTS; id++) {
        case_note("hart", id);
        EXPECT_EQ(read_atomic(&harts[id].ipis), before[id] + (bits >> id & 1));
    }
}

CASE(ipi, a_hart_reaches_itself)
{
    const unsigned ipis = self()->ipis;

    sbi(IPI, 0, 1, machine.boot_hart);
    EXPECT((csr_read(sip) & SSIP) != 0);
    EXPECT_EQ(self()->ipis, ipis);
    interrupts_on(SSIP);
    EXPECT_EQ(self()->ipis, ipis + 1);
    EXPECT((csr_read(sip) & SSIP) == 0);
    interrupts_off();
}

CASE(ipi, every_hart_with_every_base)
{
    listen_all();
    for (unsigned long id = 0; id < HARTS; id++) {
        for (unsigned long base = 0; (machine.harts >> id & 1) != 0 && base <= id; base++) {
            expect_reaches(1UL << (id - base), base, 1UL << id);
        }
    }
    stop_all();
}

CASE(ipi, all_and_none)
{
    listen_all();
    expect_reaches(machine.harts, 0, machine.harts);
    expect_reaches(0, ~0UL, machine.harts);
    expect_reaches(~0UL, ~0UL, machine.harts);
    expect_reaches(0x5555, ~0UL, machine.harts);
    expect_reaches(0, 0, 0);
    stop_all();
}

/* With an absent hart in the mask nobody gets one. */
CASE(ipi, absent_harts_are_refused)
{
    listen_all();
    const unsigned long before = count_all();
    for (unsigned long id = 0; id < 8 * sizeof(long); id++) {
        case_note("absent hart", id);
        if ((machine.harts >> id & 1) == 0) {
            EXPECT_ERROR(INVALID_PARAM, IPI, 0, 1UL << id, 0);
            EXPECT_ERROR(INVALID_PARAM, IPI, 0, 1UL << id | machine.harts, 0);
        }
    }
    for (unsigned shift = 4; shift < 8 * sizeof(long); shift++) {
        case_note("shift of the base", shift);
        EXPECT_ERROR(INVALID_PARAM, IPI, 0, 1, 1UL << shift);
        EXPECT_ERROR(INVALID_PARAM, IPI, 0, ~0UL, 1UL << shift);
    }
    for (unsigned long base = 0; base < HARTS; base++) {
        case_note("base", base);
        EXPECT_ERROR(INVALID_PARAM, IPI, 0, ~0UL, base);
        EXPECT_ERROR(INVALID_PARAM, IPI, 0, 1UL << (8 * sizeof(long) - 1), base);
    }
    EXPECT_ERROR(INVALID_PARAM, IPI, 0, 1, ~0UL - 1);
    EXPECT_ERROR(INVALID_PARAM, IPI, 0, 1, -machine.boot_hart - 2);
    settle();
    EXPECT_EQ(count_all(), before);
    stop_all();
}
