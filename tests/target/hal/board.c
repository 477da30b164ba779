/* SPDX-License-Identifier: MIT */
/* The contracts of the devices that every board has, on the real devices. */
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
    SYS_ELAPSED = 0x30,  /* the host's clock */
    SYS_TICKFREQ = 0x31, /* its ticks in a second */
};

static uint64_t host_now(void)
{
    uint64_t now = 0;

    (void)rt_semihosting_call(SYS_ELAPSED, &now);
    return now;
}

/* The timer's time, and the host's before and after it. There may be a delay in between. */
struct moment {
    uint64_t before;
    uint64_t timer;
    uint64_t after;
};

static struct moment look(void)
{
    struct moment moment;

    moment.before = host_now();
    moment.timer = hal_timer_now(board_timer);
    moment.after = host_now();
    return moment;
}

RT_TEST(the_timer_runs_at_its_frequency)
{
    const uint64_t host_hz = (unsigned long)rt_semihosting_call(SYS_TICKFREQ, NULL);
    if (host_now() == 0) {
        RT_SKIP("the host's clock needs semihosting");
    }
    const struct moment begin = look();
    struct moment end;

    do {
        end = look();
    } while (end.before - begin.after < host_hz / 20);
    const uint64_t ticks = end.timer - begin.timer;
    const uint64_t least = (end.before - begin.after) * board_timer->frequency_hz / host_hz;
    const uint64_t most = (end.after - begin.before) * board_timer->frequency_hz / host_hz;
    RT_EXPECT_GT(ticks, least - least / 100);
    RT_EXPECT_LT(ticks, most + most / 100);
}
