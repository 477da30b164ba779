/* SPDX-License-Identifier: MIT */
/* Pseudorandom numbers, the same in every run: George Marsaglia's xorshift, 32 bits. */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

/* The number after *state, which is not 0. */
static inline uint32_t random_next(volatile uint32_t *state)
{
    uint32_t number = *state;
    number ^= number << 13;
    number ^= number >> 17;
    number ^= number << 5;
    *state = number;
    return number;
}

#endif
