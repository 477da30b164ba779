/* SPDX-License-Identifier: MIT */
#include <hal/divide.h>
#include <rt/board.h>
#include <rt/time.h>

enum {
    NS_PER_US = 1000,
    US_PER_S = 1000000,
    US_PER_MS = 1000,
    NS_PER_MS = 1000000,
};

static uint64_t ticks_from(uint64_t count, uint64_t ns_each)
{
    uint64_t ns;

    return __builtin_mul_overflow(count, ns_each, &ns) ? UINT64_MAX
                                                       : hal_timer_ticks_from_ns(board_timer, ns);
}

uint64_t rt_ticks_from_us(uint64_t us)
{
    return ticks_from(us, NS_PER_US);
}

uint64_t rt_ticks_from_ms(uint64_t ms)
{
    return ticks_from(ms, NS_PER_MS);
}

uint64_t rt_uptime_us(void)
{
    const uint64_t ticks = hal_timer_now(board_timer);
    const uint64_t seconds = hal_divide(ticks, board_timer->frequency_hz);
    const uint64_t rest = ticks - seconds * board_timer->frequency_hz;

    return seconds * US_PER_S + hal_divide(rest * US_PER_S, board_timer->frequency_hz);
}

uint64_t rt_uptime_ms(void)
{
    return hal_divide(rt_uptime_us(), US_PER_MS);
}

void rt_delay_us(uint32_t us)
{
    hal_timer_delay_ns(board_timer, (uint64_t)us * NS_PER_US);
}
