/* SPDX-License-Identifier: MIT */
/*
 * The board's timer and delays, on the real counter.
 */
#include <hal/divide.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/test.h>

RT_TEST(time_moves_and_never_goes_back)
{
    uint64_t before = hal_timer_now(board_timer);
    const uint64_t start = before;

    for (int i = 0; i < 10000; i++) {
        const uint64_t now = hal_timer_now(board_timer);
        RT_REQUIRE_GE(now, before);
        before = now;
    }
    RT_EXPECT_GT(before, start);
}

RT_TEST(a_delay_is_never_shorter_than_asked)
{
    static const uint32_t spans_ns[] = {1, 99, 100, 101, 12345, 100000};

    for (size_t i = 0; i < sizeof(spans_ns) / sizeof(spans_ns[0]); i++) {
        const uint64_t start = hal_timer_now(board_timer);
        hal_timer_delay_ns(board_timer, spans_ns[i]);
        const uint64_t ticks = hal_timer_now(board_timer) - start;
        RT_EXPECT_GE(ticks * 1000000000 / board_timer->frequency_hz, spans_ns[i]);
    }
}

/* Interrupts stay off; the pending bit is read instead. */
RT_TEST(a_deadline_becomes_pending_when_it_is_reached)
{
    hal_timer_cancel(board_timer);
    RT_EXPECT_EQ(csr_read(mip) & MIP_MTIP, 0);
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + 1000);
    while ((csr_read(mip) & MIP_MTIP) == 0) {
    }
    hal_timer_set_deadline(board_timer, UINT64_MAX);
    RT_EXPECT_EQ(csr_read(mip) & MIP_MTIP, 0);
}

RT_TEST(a_deadline_in_the_past_is_pending_at_once)
{
    hal_timer_set_deadline(board_timer, 0);
    RT_EXPECT_NE(csr_read(mip) & MIP_MTIP, 0);
    hal_timer_cancel(board_timer);
    RT_EXPECT_EQ(csr_read(mip) & MIP_MTIP, 0);
}

RT_TEST(division_by_halves_agrees_with_the_compilers)
{
    static const uint32_t divisors[] = {1, 2, 10, 1000000000, 0x80000000, 0x80000001, UINT32_MAX};
    uint64_t value = 0x9e3779b97f4a7c15;

    for (unsigned i = 0; i < 1000; i++) {
        const uint32_t divisor = divisors[i % (sizeof(divisors) / sizeof(divisors[0]))];
        const uint64_t dividend = value >> (i % 61);
        RT_REQUIRE_EQ(hal_divide_halves(dividend, divisor), dividend / divisor);
        RT_REQUIRE_EQ(hal_divide(dividend, divisor), dividend / divisor);
        value = value * 6364136223846793005U + 1442695040888963407U;
    }
}
