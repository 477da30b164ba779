/* SPDX-License-Identifier: MIT */
#ifndef HOSTILE_RANDOM_H
#define HOSTILE_RANDOM_H

#include <stdint.h>

/* A generator for each hart (xorshift), so that one hart's calls depend on the seed alone. */
struct random {
    uint64_t state;
};

static inline void random_seed(struct random *random, uint64_t seed)
{
    random->state = (seed + 1) * 0x9e3779b97f4a7c15;
}

static inline unsigned long random_word(struct random *random)
{
    uint64_t state = random->state;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    random->state = state;
    return (unsigned long)(state * 0x2545f4914f6cdd1d >> (64 - 8 * sizeof(long)));
}

/* 0 to count less 1. */
static inline unsigned long random_below(struct random *random, unsigned long count)
{
    return (random_word(random) >> 3) % count;
}

#endif
