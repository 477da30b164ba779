/* SPDX-License-Identifier: MIT */
/* See model_timer.h. */
#include <model_timer.h>

static uint32_t half(uint64_t value, uint32_t offset)
{
    return (uint32_t)(value >> (8 * offset));
}

uint32_t model_counter_load(struct model_counter *counter, uint32_t offset)
{
    const uint32_t value = half(counter->time, offset);
    if (counter->carries_left != 0) {
        counter->carries_left--;
        counter->time = (((counter->time >> 32) + 1) << 32) - (counter->carries_left % 2);
    }
    return value;
}

uint32_t model_comparator_load(const struct model_comparator *comparator, uint32_t offset)
{
    return half(comparator->value, offset);
}

void model_comparator_store(struct model_comparator *comparator, uint32_t offset, uint32_t value)
{
    const uint64_t other_half = comparator->value & (uint64_t)UINT32_MAX << (32 - 8 * offset);
    comparator->value = other_half | (uint64_t)value << (8 * offset);
    if (comparator->value < comparator->smallest) {
        comparator->smallest = comparator->value;
    }
}
