/* SPDX-License-Identifier: MIT */
/* The contract of <hal/timer.h>. */
#include "contract.h"

enum {
    LOOKS = 1000,
};

static const char *check_delay(const struct hal_timer *timer, uint64_t ns)
{
    const uint64_t before = hal_timer_now(timer);
    hal_timer_delay_ns(timer, ns);
    const uint64_t elapsed = hal_timer_now(timer) - before;
    CONTRACT(hal_timer_ns_from_ticks(timer, elapsed) >= ns);
    return NULL;
}

const char *contract_timer(const struct hal_timer *timer)
{
    CONTRACT(timer->frequency_hz != 0);
    uint64_t last = hal_timer_now(timer);
    for (int i = 0; i < LOOKS; i++) {
        const uint64_t now = hal_timer_now(timer);
        CONTRACT(now >= last);
        last = now;
    }
    const uint64_t spans[] = {1, 100, 1000, 30517, 30518, 1000000};
    for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
        const char *failure = check_delay(timer, spans[i]);
        CONTRACT(failure == NULL);
    }
    /* Read before the start: a preemption between the two then makes the measured time longer. */
    const uint64_t from = hal_timer_now(timer);
    struct hal_deadline deadline = hal_deadline_start(timer, 500);
    while (!hal_deadline_passed(&deadline)) {
    }
    const uint64_t span = hal_timer_ticks_from_ns(timer, 500000);
    CONTRACT(hal_timer_now(timer) - from >= span);
    hal_timer_set_deadline(timer, UINT64_MAX);
    hal_timer_cancel(timer);
    return NULL;
}
