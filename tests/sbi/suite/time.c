/* SPDX-License-Identifier: MIT */
/*
 * Timer (SBI, chapter 6).
 */
#include "case.h"

static bool is_pending(void)
{
    return (csr_read(sip) & STIP) != 0;
}

/* Waits for an interrupt; returns when it came. */
static uint64_t fire(uint64_t deadline)
{
    struct hart *const hart = self();
    const unsigned timers = hart->timers;

    set_timer(deadline);
    interrupts_on(STIP);
    const bool fired = WAIT(read_atomic(&hart->timers) != timers);
    interrupts_off();
    return fired ? hart->fired : 0;
}

CASE(time, fires_no_earlier_than_asked)
{
    for (unsigned long i = 0; i < 20; i++) {
        const uint64_t deadline = time_now() + i * 1000;
        EXPECT(fire(deadline) >= deadline);
        EXPECT(is_pending());
        set_timer(~UINT64_C(0));
    }
}

CASE(time, past_deadlines_fire_at_once)
{
    EXPECT(fire(0) != 0);
    EXPECT(fire(1) != 0);
    EXPECT(fire(time_now() - 1) != 0);
    set_timer(~UINT64_C(0));
}

CASE(time, a_new_deadline_clears_the_pending_interrupt)
{
    set_timer(0);
    EXPECT(WAIT(is_pending()));
    EXPECT_EQ(set_timer(time_now() + ((uint64_t)1 << 40)).error, OK);
    EXPECT(!is_pending());
    set_timer(0);
    EXPECT(WAIT(is_pending()));
    EXPECT_EQ(set_timer(~UINT64_C(0)).error, OK);
    EXPECT(!is_pending());
}

static void expect_silence(uint64_t deadline)
{
    const uint64_t end = time_after_ms(20);

    set_timer(deadline);
    while (time_now() < end) {
        EXPECT(!is_pending());
    }
}

/* On RV32 the two halves of the deadline are in two registers. */
CASE(time, far_deadlines_do_not_fire)
{
    expect_silence(~UINT64_C(0));
    expect_silence(UINT64_C(1) << 63);
    expect_silence(time_now() + (UINT64_C(1) << 32));
    expect_silence((UINT64_C(1) << 32) * 1000);
    set_timer(~UINT64_C(0));
}

CASE(time, a_deadline_that_is_moved_does_not_fire)
{
    const unsigned timers = self()->timers;

    set_timer(time_after_ms(5));
    set_timer(~UINT64_C(0));
    interrupts_on(STIP);
    const uint64_t end = time_after_ms(20);
    while (time_now() < end) {
    }
    interrupts_off();
    EXPECT_EQ(self()->timers, timers);
}

static void fire_here(struct hart *hart)
{
    (void)hart;
    const uint64_t deadline = time_after_ms(3);
    EXPECT(fire(deadline) >= deadline);
    set_timer(~UINT64_C(0));
    EXPECT(!is_pending());
}

CASE_FOR_HARTS(2, time, every_hart_has_its_own)
{
    set_timer(~UINT64_C(0));
    FOR_OTHERS(id)
    {
        const unsigned timers = harts[id].timers;
        case_note("hart", id);
        EXPECT(hart_run(id, fire_here));
        EXPECT(hart_wait(id, STOPPED));
        EXPECT_EQ(harts[id].timers, timers + 1);
    }
    EXPECT(!is_pending());
}
