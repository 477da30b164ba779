/* SPDX-License-Identifier: MIT */
/*
 * Cases that drivers of 64-bit timers share. The test of a driver defines the bench and set_up. It
 * lists the cases that apply, next to its own.
 */
#ifndef TIMER_CASES_H
#define TIMER_CASES_H

#include <hal/timer.h>
#include <model.h>
#include <model_timer.h>

struct timer_bench {
    const struct hal_timer *timer;
    struct model_counter *counter;
    struct model_comparator *comparator;
    uint64_t last;     /* the deadline that is never reached */
    unsigned accesses; /* that set a deadline */
};

extern const struct timer_bench bench;

/* Attaches the model, as after power-on. */
int set_up(void **state);

void now_survives_a_carry_at_every_read(void **state);
void deadlines_show_no_value_in_between(void **state);
void a_handler_that_sets_one_too_leaves_no_mix(void **state);

#endif
