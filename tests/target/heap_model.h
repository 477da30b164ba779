/* SPDX-License-Identifier: MIT */
/*
 * Drives and checks a heap by numbers from a generator or a fuzzer. Every block keeps its contents,
 * is aligned and is inside the memory. A request is refused only if it can't be satisfied.
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
    const char *wrong; /**< The first error, as a sentence, or NULL. */
};

/**
 * Starts with @p bytes at @p memory as one region, or as three with gaps if @p split.
 *
 * @param options As for rt_heap_init.
 * @param largest_request Most requests are smaller than this; 1 or more.
 */
void heap_model_start(struct heap_model *model, unsigned options, void *memory, size_t bytes,
                      bool split, size_t largest_request);

/** Makes the operation that @p choice and @p amount select. False after any error. */
bool heap_model_step(struct heap_model *model, uint32_t choice, uint32_t amount);

/** Verifies the whole heap. */
bool heap_model_check(struct heap_model *model);

/** Frees everything and verifies that the memory is one free block again. */
bool heap_model_finish(struct heap_model *model);

/** Makes @p count steps with numbers generated from @p seed, with a check every @p interval. */
bool heap_model_run(struct heap_model *model, uint32_t seed, uint32_t count, uint32_t interval);

#endif
