/* SPDX-License-Identifier: MIT */
/*
 * The heap's fast paths, which nearly all calls take. src/heap/block.h describes blocks, headers
 * and lists; src/heap/slow_path.c has the slow paths.
 */
#include "fast_path.h"

#include <assert.h>

static_assert(sizeof(struct rt_heap) <= 1024, "the control block is promised to fit in 1 KiB");
/* Bit numbers, indexed by the top bits of the product of a power of two and a de Bruijn
 * sequence. */
const uint8_t rti_heap_bit_numbers_64[64] = {
    0,  1,  48, 2,  57, 49, 28, 3,  61, 58, 50, 42, 38, 29, 17, 4,  62, 55, 59, 36, 53, 51,
    43, 22, 45, 39, 33, 30, 24, 18, 12, 5,  63, 47, 56, 27, 60, 41, 37, 16, 54, 35, 52, 21,
    44, 32, 23, 11, 46, 26, 40, 15, 34, 20, 31, 10, 25, 14, 19, 9,  13, 8,  7,  6,
};
const uint8_t rti_heap_bit_numbers_32[32] = {
    0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
    31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9,
};

HEAP_OUTLINE void *rt_heap_alloc(struct rt_heap *heap, size_t size)
{
    return heap_alloc_fast(heap, size, heap_caller());
}

HEAP_OUTLINE void rt_heap_free(struct rt_heap *heap, void *block)
{
    heap_free_fast(heap, block, heap_caller());
}
