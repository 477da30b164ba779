/* SPDX-License-Identifier: MIT */
/*
 * A heap driven by numbers, from a generator or a fuzzer, and watched: every block keeps its
 * contents, is aligned, lies in the memory, and is refused only when it can't be had.
 */
#ifndef HEAP_MODEL_H
#define HEAP_MODEL_H

#include <rt/heap.h>

enum {
    HEAP_MODEL_SLOTS = 128
};

struct heap_model {
    struct rt_heap heap;
    struct heap_model_slot {
        unsigned char *block;
        size_t size;
        unsigned char mark;
    } slots[HEAP_MODEL_SLOTS];
    size_t blocks;
    size_t largest_request;
    const char *wrong; /**< A sentence once something was wrong. */
};

/**
 * Begins with @p bytes at @p memory as one region, or as three with gaps if @p split.
 *
 * @param options As for rt_heap_init.
 * @param largest_request Most requests are smaller than this; 1 or more.
 */
void heap_model_start(struct heap_model *model, unsigned options, void *memory, size_t bytes,
                      bool split, size_t largest_request);

/** Does what @p choice and @p amount say. False once anything was wrong. */
bool heap_model_step(struct heap_model *model, uint32_t choice, uint32_t amount);

/** Verifies the whole heap. */
bool heap_model_check(struct heap_model *model);

/** Frees everything and verifies that the memory is whole again. */
bool heap_model_finish(struct heap_model *model);

/** Steps @p count times by the numbers that grow from @p seed, with a check every @p interval. */
bool heap_model_run(struct heap_model *model, uint32_t seed, uint32_t count, uint32_t interval);

#endif
