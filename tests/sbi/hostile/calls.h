/* SPDX-License-Identifier: MIT */
#ifndef HOSTILE_CALLS_H
#define HOSTILE_CALLS_H

#include "random.h"

struct call {
    unsigned long a[6], function, extension;
};

/* Chooses a call. */
void call_make(struct random *random, struct call *call);

/* Changes one that would end the run. May set this hart's timer. */
void call_tame(struct call *call);

#endif
