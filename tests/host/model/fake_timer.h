/* SPDX-License-Identifier: MIT */
/* A hal_timer that advances by a fixed step at each reading. */
#ifndef FAKE_TIMER_H
#define FAKE_TIMER_H

#include <hal/timer.h>

struct fake_timer {
    struct hal_timer timer;
    uint64_t ticks;
    uint64_t step;
    unsigned looks;
    uint64_t deadline; /**< UINT64_MAX when none is set. */
};

/** Sets up a timer at tick 0. */
void fake_timer_init(struct fake_timer *fake, uint32_t frequency_hz, uint64_t step);

#endif
