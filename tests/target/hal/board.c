/* SPDX-License-Identifier: MIT */
/* The contracts of what every board has, on the real devices. */
#include <contract.h>
#include <rt/board.h>
#include <rt/semihosting.h>
#include <rt/test.h>

RT_TEST(the_timer_keeps_its_contract)
{
    RT_EXPECT_STR_EQ(contract_timer(board_timer), NULL);
}

RT_TEST(the_console_keeps_the_uart_contract)
{
    RT_EXPECT_STR_EQ(contract_uart(board_console, BOARD_CONSOLE_BAUD), NULL);
}

enum {
    SYS_TIME = 0x11, /* the host's seconds */
};

static long wait_for_next_second(void)
{
    const long now = rt_semihosting_call(SYS_TIME, NULL);
    long then;
    do {
        then = rt_semihosting_call(SYS_TIME, NULL);
    } while (then == now);
    return then;
}

RT_TEST(the_timer_runs_at_its_frequency)
{
    const long first = wait_for_next_second();
    const uint64_t before = hal_timer_now(board_timer);
    const long second = wait_for_next_second();
    const uint64_t ticks = hal_timer_now(board_timer) - before;
    const uint64_t expected = (uint64_t)(second - first) * board_timer->frequency_hz;
    RT_EXPECT_GT(ticks, expected / 2);
    RT_EXPECT_LT(ticks, expected * 2);
}
