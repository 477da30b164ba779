/* SPDX-License-Identifier: MIT */
/*
 * Measures how much memory a trace of requests needs on this heap and on a classic TLSF: 8-byte
 * headers and alignment, 32 lists an octave, the last freed block first. The TLSF is a model of its
 * decisions, not an allocator.
 *
 * The need is the smallest region in which no request of the trace is refused. The test fails if a
 * kind of trace needs more memory on this heap than on TLSF, summed over its seeds.
 */
#include "../target/random.h"

#include <rt/heap.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLOTS = 128,
    STEPS = 4000,
    SEEDS = 32,
    MOST = 1 << 20,
    GRAIN = 64
};

/* A trace: each step frees a slot if it is in use, and otherwise allocates it. */
struct trace {
    const char *name;
    size_t (*size)(uint32_t random);
};

static size_t size_8_to_512(uint32_t random)
{
    return 8 + random % 505;
}

static size_t size_8_to_64(uint32_t random)
{
    return 8 + random % 57;
}

static size_t size_1_to_8192(uint32_t random)
{
    return 1 + random % 8192;
}

/* Equally many sizes from each octave. */
static size_t size_by_octave(uint32_t random)
{
    size_t octave = (size_t)8 << random % 10;

    return octave + (random >> 8) % octave;
}

/* Structures of a few sizes, and sometimes buffers. */
static size_t size_of_objects(uint32_t random)
{
    static const size_t sizes[] = {12, 24, 24, 40, 56, 72, 120, 200};

    return random % 16 == 0 ? 256 + (random >> 8) % 1300 : sizes[random / 16 % 8];
}

static const struct trace traces[] = {
    {"8 to 512", size_8_to_512},   {"8 to 64", size_8_to_64},    {"1 to 8192", size_1_to_8192},
    {"by octave", size_by_octave}, {"objects", size_of_objects},
};

/* The model of TLSF: consecutive blocks, with sizes that exclude headers. */
struct block {
    size_t size;
    bool free;
    struct block *before, *after;  /* in memory */
    struct block *previous, *next; /* in a list of free blocks */
};

enum {
    HEADER = 8,
    LEAST = 24,
    OCTAVES = 32,
    PARTS = 32,
    LINEAR = 256
};

static struct block *lists[OCTAVES][PARTS];

static unsigned log2_of(size_t size)
{
    return 63 - (unsigned)__builtin_clzll(size);
}

static struct block **list_of(size_t size)
{
    unsigned octave = size < LINEAR ? 0 : log2_of(size) - 7;

    return size < LINEAR ? &lists[0][size / 8] : &lists[octave][(size >> (octave + 2)) % PARTS];
}

static void insert(struct block *block)
{
    struct block **list = list_of(block->size);

    block->free = true;
    block->previous = NULL;
    block->next = *list;
    if (block->next != NULL) {
        block->next->previous = block;
    }
    *list = block;
}

static void take_out(struct block *block)
{
    block->free = false;
    if (block->next != NULL) {
        block->next->previous = block->previous;
    }
    *(block->previous != NULL ? &block->previous->next : list_of(block->size)) = block->next;
}

static void forget(struct block *block)
{
    block->before->after = block->after;
    if (block->after != NULL) {
        block->after->before = block->before;
    }
    free(block);
}

static void split(struct block *block, size_t size)
{
    struct block *rest = calloc(1, sizeof(*rest));

    rest->size = block->size - size - HEADER;
    rest->before = block;
    rest->after = block->after;
    if (rest->after != NULL) {
        rest->after->before = rest;
    }
    block->after = rest;
    block->size = size;
    insert(rest);
}

static void *model_alloc(size_t request)
{
    size_t size = (request + 7) / 8 * 8;
    size_t search;
    struct block **list;

    size = size < LEAST ? LEAST : size;
    search = size < LINEAR ? size : size + ((size_t)1 << (log2_of(size) - 5)) - 1;
    for (list = list_of(search); list < &lists[OCTAVES - 1][PARTS - 1] && *list == NULL; list++) {
    }
    struct block *block = *list;
    if (block == NULL) {
        return NULL;
    }
    take_out(block);
    if (block->size >= size + LEAST + HEADER) {
        split(block, size);
    }
    return block;
}

static void model_free(void *pointer)
{
    struct block *block = pointer;

    if (block->after != NULL && block->after->free) {
        take_out(block->after);
        block->size += HEADER + block->after->size;
        forget(block->after);
    }
    if (block->before != NULL && block->before->free) {
        struct block *before = block->before;

        take_out(before);
        before->size += HEADER + block->size;
        forget(block);
        block = before;
    }
    insert(block);
}

static struct block *model_start(size_t bytes)
{
    struct block *all = calloc(1, sizeof(*all));

    memset(lists, 0, sizeof(lists));
    all->size = bytes - 2 * HEADER;
    insert(all);
    return all;
}

static void model_finish(struct block *all)
{
    while (all != NULL) {
        struct block *after = all->after;

        free(all);
        all = after;
    }
}

/* This heap, with the same interface. */
static struct rt_heap heap;
static char memory[MOST] __attribute__((aligned(16)));

static void *heap_alloc_one(size_t size)
{
    return rt_heap_alloc(&heap, size);
}

static void heap_free_one(void *block)
{
    rt_heap_free(&heap, block);
}

static bool runs(const struct trace *trace, uint32_t seed, void *(*alloc)(size_t),
                 void (*release)(void *))
{
    static void *slots[SLOTS];

    memset(slots, 0, sizeof(slots));
    for (int i = 0; i < STEPS; i++) {
        void **slot = &slots[(random_next(&seed) >> 5) % SLOTS];
        uint32_t random = random_next(&seed) >> 3;

        if (*slot != NULL) {
            release(*slot);
            *slot = NULL;
        } else if ((*slot = alloc(trace->size(random))) == NULL) {
            return false;
        }
    }
    return true;
}

static bool runs_in(const struct trace *trace, uint32_t seed, size_t bytes, bool ours)
{
    bool done;

    if (ours) {
        rt_heap_init(&heap, 0);
        return rt_heap_add_region(&heap, memory, bytes) == 0 &&
               runs(trace, seed, heap_alloc_one, heap_free_one);
    }
    struct block *all = model_start(bytes);
    done = runs(trace, seed, model_alloc, model_free);
    model_finish(all);
    return done;
}

static size_t need(const struct trace *trace, uint32_t seed, bool ours)
{
    size_t too_small = 0;
    size_t enough = MOST;

    while (enough - too_small > GRAIN) {
        size_t bytes = (too_small + enough) / 2 / GRAIN * GRAIN;

        *(runs_in(trace, seed, bytes, ours) ? &enough : &too_small) = bytes;
    }
    return enough;
}

int main(void)
{
    int status = 0;

    printf("%-12s %10s %10s\n", "requests", "this heap", "tlsf");
    for (size_t i = 0; i < sizeof(traces) / sizeof(traces[0]); i++) {
        size_t sums[2] = {0, 0};

        for (uint32_t seed = 1; seed <= SEEDS; seed++) {
            sums[0] += need(&traces[i], seed * 0x9e3779b9U, true);
            sums[1] += need(&traces[i], seed * 0x9e3779b9U, false);
        }
        printf("%-12s %10zu %10zu%s\n", traces[i].name, sums[0] / SEEDS, sums[1] / SEEDS,
               sums[0] > sums[1] ? "  worse" : "");
        status |= sums[0] > sums[1];
    }
    return status;
}
