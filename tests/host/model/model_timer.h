/* SPDX-License-Identifier: MIT */
/*
 * The 64-bit counter and comparator of a modelled timer, accessed in halves of 32 bits. An offset
 * is 0 for the low half and 4 for the high one.
 */
#ifndef MODEL_TIMER_H
#define MODEL_TIMER_H

#include <stdint.h>

struct model_counter {
    uint64_t time;
    unsigned carries_left; /**< Reads that make the low half overflow, or come close to it. */
};

struct model_comparator {
    uint64_t value;
    uint64_t smallest; /**< Of all values since a test set it. */
};

/** Reads a half, then advances the time if carries are left. */
uint32_t model_counter_load(struct model_counter *counter, uint32_t offset);

/** Reads a half. */
uint32_t model_comparator_load(const struct model_comparator *comparator, uint32_t offset);

/** Writes a half. */
void model_comparator_store(struct model_comparator *comparator, uint32_t offset, uint32_t value);

#endif
