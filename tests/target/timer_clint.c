/* SPDX-License-Identifier: MIT */
/* What only shows once the test has set registers of the board's CLINT. */
#include <board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/test.h>
#include <rt/time.h>

static void look_for_timer(void *argument)
{
    *(unsigned long *)argument = csr_read(mip) & MIP_MTIP;
}

RT_HART_STACK(stack, 2048);

/* A reset need not change a hart's compare register, and a program before may have set it. */
RT_TEST(a_hart_starts_without_a_pending_timer_interrupt)
{
    const struct clint timer = {board_clint.timer, board_clint.base, (uint32_t)rt_hart_id(1)};
    unsigned long pending = ~0UL;

    hal_timer_set_deadline(&timer.timer, 0);
    RT_REQUIRE_EQ(rt_hart_start(1, look_for_timer, &pending, stack), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, 5000000), HAL_OK);
    RT_EXPECT_EQ(pending, 0);
}

/* An error of a millionth shows. */
RT_TEST(uptime_is_right_after_a_year)
{
    volatile uint32_t *const mtime = (volatile uint32_t *)(board_clint.base + 0xbff8);
    const uint64_t year_s = (uint64_t)365 * 24 * 60 * 60;
    const uint64_t year = year_s * board_timer->frequency_hz;

    mtime[1] = (uint32_t)(year >> 32);
    mtime[0] = (uint32_t)year;
    const uint64_t us = rt_uptime_us();
    RT_EXPECT(us >= year_s * 1000000 && us < (year_s + 10) * 1000000);
}
