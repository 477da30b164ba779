/* SPDX-License-Identifier: MIT */
/*
 * Conversions, delays and deadlines on any hal_timer. Conversions neither overflow nor lose a tick.
 * They convert seconds and the remainder separately because RV32 has no 128-bit arithmetic.
 */
#include <hal/divide.h>
#include <hal/timer.h>

enum {
    NS_PER_S = 1000000000,
    NS_PER_US = 1000,
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

void hal_timer_delay_ns(const struct hal_timer *timer, uint64_t ns)
{
    if (ns == 0) {
        return;
    }
    /* The first tick may be nearly over, so it does not count: hence > and not >=. */
    const uint64_t ticks = hal_timer_ticks_from_ns(timer, ns);
    const uint64_t start = hal_timer_now(timer);
    uint64_t elapsed;
    do {
        elapsed = hal_timer_now(timer) - start;
    } while (elapsed <= ticks);
}

struct hal_deadline hal_deadline_start(const struct hal_timer *timer, uint32_t timeout_us)
{
    struct hal_deadline deadline = {timer, DEADLINE_PAST};
    if (timeout_us == HAL_FOREVER) {
        deadline.ticks = DEADLINE_NEVER;
    } else if (timeout_us != 0) {
        const uint64_t span = hal_timer_ticks_from_ns(timer, (uint64_t)timeout_us * NS_PER_US);
        /* Add one because the current tick has already begun. */
        deadline.ticks = add_saturated(hal_timer_now(timer), span + 1);
    }
    return deadline;
}

bool hal_deadline_passed(struct hal_deadline *deadline)
{
    if (deadline->ticks == DEADLINE_PAST) {
        return true;
    }
    if (deadline->ticks != DEADLINE_NEVER && hal_timer_now(deadline->timer) >= deadline->ticks) {
        deadline->ticks = DEADLINE_PAST;
    }
    return false;
}
