/* SPDX-License-Identifier: MIT */
/*
 * Conversions, delays and deadlines on any hal_timer. Conversions neither overflow nor lose a tick.
 * They convert seconds and the remainder separately because RV32 has no 128-bit arithmetic.
 */
#include <hal/divide.h>
#include <hal/timer.h>

enum {
    NS_PER_S = 1000000000,
    US_PER_S = 1000000,
};

/* Deadlines that need no timer. hal_deadline_start never computes these values from a real span,
 * and hal_deadline_passed turns a deadline that has passed into DEADLINE_PAST. */
#define DEADLINE_PAST  0U
#define DEADLINE_NEVER UINT64_MAX

static uint64_t add_saturated(uint64_t a, uint64_t b)
{
    return a <= UINT64_MAX - b ? a + b : UINT64_MAX;
}

uint64_t hal_timer_ticks_from_ns(const struct hal_timer *timer, uint64_t ns)
{
    const uint32_t hz = timer->frequency_hz;
    const uint64_t seconds = hal_divide(ns, NS_PER_S);
    const uint64_t rest = ns - seconds * NS_PER_S;
    uint64_t ticks;
    if (__builtin_mul_overflow(seconds, hz, &ticks)) {
        return UINT64_MAX;
    }
    /* rest * hz is below 10^9 * 2^32, so neither it nor the rounding overflows. */
    return add_saturated(ticks, hal_divide(rest * hz + NS_PER_S - 1, NS_PER_S));
}

uint64_t hal_timer_ns_from_ticks(const struct hal_timer *timer, uint64_t ticks)
{
    const uint32_t hz = timer->frequency_hz;
    const uint64_t seconds = hal_divide(ticks, hz);
    const uint64_t rest = ticks - seconds * hz;
    if (seconds > UINT64_MAX / NS_PER_S) {
        return UINT64_MAX;
    }
    return add_saturated(seconds * NS_PER_S, hal_divide(rest * NS_PER_S, hz));
}

/* Whether the counter has stood still for so long that it won't count any more. */
static bool stands_still(struct hal_deadline *deadline, uint64_t now)
{
    const uint32_t last = deadline->last;

    deadline->last = (uint32_t)now;
    deadline->still = (uint32_t)now == last ? deadline->still + 1 : 0;
    return deadline->still >= HAL_TIMER_STILL;
}

void hal_timer_delay_ns(const struct hal_timer *timer, uint64_t ns)
{
    if (ns == 0) {
        return;
    }
    /* The first tick may be nearly over, so it does not count: hence > and not >=. */
    const uint64_t ticks = hal_timer_ticks_from_ns(timer, ns);
    const uint64_t start = hal_timer_now(timer);
    struct hal_deadline readings = {.timer = timer};
    uint64_t now;
    do {
        now = hal_timer_now(timer);
    } while (now - start <= ticks && !stands_still(&readings, now));
}

static uint64_t deadline_ticks(const struct hal_timer *timer, uint32_t timeout_us)
{
    if (timeout_us == 0) {
        return DEADLINE_PAST;
    }
    if (timeout_us == HAL_FOREVER) {
        return DEADLINE_NEVER;
    }
    /* Below 2^64: two factors below 2^32, neither of which is 0. */
    const uint64_t product = (uint64_t)timeout_us * timer->frequency_hz;
    /* One more to round up, and another because the current tick has already begun. */
    const uint64_t span = hal_divide(product - 1, US_PER_S) + 2;

    return add_saturated(hal_timer_now(timer), span);
}

struct hal_deadline hal_deadline_start(const struct hal_timer *timer, uint32_t timeout_us)
{
    const uint64_t ticks = deadline_ticks(timer, timeout_us);

    return (struct hal_deadline){.timer = timer, .ticks = ticks, .last = 0, .still = 0};
}

/* Cold: its callers wait, so size matters more than speed. */
__attribute__((cold)) bool hal_deadline_passed(struct hal_deadline *deadline)
{
    const uint64_t ticks = deadline->ticks;

    if (ticks == DEADLINE_PAST || ticks == DEADLINE_NEVER) {
        return ticks == DEADLINE_PAST;
    }
    const uint64_t now = hal_timer_now(deadline->timer);
    if (stands_still(deadline, now) || now >= ticks) {
        deadline->ticks = DEADLINE_PAST;
    }
    return false;
}
