/* SPDX-License-Identifier: MIT */
/* See heap_model.h. */
#include "heap_model.h"
#include "random.h"

#include <string.h>

static bool wrong(struct heap_model *model, const char *what)
{
    if (model->wrong == NULL) {
        model->wrong = what;
    }
    return false;
}

void heap_model_start(struct heap_model *model, unsigned options, void *memory, size_t bytes,
                      bool split, size_t largest_request)
{
    size_t part = split ? bytes / 3 : bytes;
    size_t gap = split ? 21 : 0;

    memset(model, 0, sizeof(*model));
    model->largest_request = largest_request;
    rt_heap_init(&model->heap, options);
    for (size_t at = 0; at + part <= bytes; at += part) {
        if (rt_heap_add_region(&model->heap, (char *)memory + at, part - gap) != 0) {
            wrong(model, "a region was refused");
        }
    }
}

/* Marks both ends and the middle, or checks the marks. */
static void mark(struct heap_model_slot *slot)
{
    size_t end = slot->size < 8 ? slot->size : 8;

    memset(slot->block, slot->mark, end);
    memset(slot->block + slot->size - end, slot->mark, end);
    if (slot->size != 0) {
        slot->block[slot->size / 2] = slot->mark;
    }
}

static bool is_marked(const struct heap_model_slot *slot, size_t size)
{
    size_t end = size < 8 ? size : 8;

    for (size_t i = 0; i < end; i++) {
        if (slot->block[i] != slot->mark) {
            return false;
        }
    }
    if (size < slot->size) {
        return true;
    }
    for (size_t i = size - end; i < size; i++) {
        if (slot->block[i] != slot->mark) {
            return false;
        }
    }
    return size == 0 || slot->block[size / 2] == slot->mark;
}

static bool accept(struct heap_model *model, struct heap_model_slot *slot, void *block, size_t size,
                   size_t alignment, uint32_t amount)
{
    slot->block = block;
    slot->size = size;
    slot->mark = (unsigned char)(amount >> 3);
    if ((uintptr_t)block % alignment != 0) {
        return wrong(model, "a block is not aligned");
    }
    if (rt_heap_usable_size(&model->heap, block) < size) {
        return wrong(model, "a block holds less than was asked for");
    }
    mark(slot);
    return true;
}

static size_t largest(struct heap_model *model)
{
    struct rt_heap_stats stats;

    rt_heap_get_stats(&model->heap, &stats);
    return stats.largest;
}

static bool allocate(struct heap_model *model, struct heap_model_slot *slot, size_t size,
                     uint32_t amount)
{
    size_t most = largest(model);
    void *block = rt_heap_alloc(&model->heap, size);

    if ((block != NULL) != (size <= most && most != 0)) {
        return wrong(model, "a request was not answered as the figures promise");
    }
    model->blocks += block != NULL;
    return block == NULL || accept(model, slot, block, size, RT_HEAP_ALIGNMENT, amount);
}

static bool allocate_aligned(struct heap_model *model, struct heap_model_slot *slot, size_t size,
                             uint32_t amount)
{
    size_t alignment = (size_t)1 << (amount >> 8) % 13;
    size_t most = largest(model);
    void *block = rt_heap_alloc_aligned(&model->heap, alignment, size);

    if (block == NULL) {
        return size + alignment > most || wrong(model, "an aligned request was refused");
    }
    model->blocks++;
    return accept(model, slot, block, size, alignment, amount);
}

static bool resize(struct heap_model *model, struct heap_model_slot *slot, size_t size,
                   uint32_t amount)
{
    size_t kept = slot->size < size ? slot->size : size;
    size_t most = largest(model);
    void *block = rt_heap_resize(&model->heap, slot->block, size);

    if (block == NULL) {
        return size > most
                   ? is_marked(slot, slot->size) || wrong(model, "a refusal changed a block")
                   : wrong(model, "a resize was refused");
    }
    slot->block = block;
    return is_marked(slot, kept) ? accept(model, slot, block, size, RT_HEAP_ALIGNMENT, amount)
                                 : wrong(model, "a resize lost the contents");
}

static bool release(struct heap_model *model, struct heap_model_slot *slot)
{
    if (!is_marked(slot, slot->size)) {
        return wrong(model, "a block lost its contents");
    }
    rt_heap_free(&model->heap, slot->block);
    slot->block = NULL;
    model->blocks--;
    return true;
}

bool heap_model_step(struct heap_model *model, uint32_t choice, uint32_t amount)
{
    struct heap_model_slot *slot = &model->slots[choice % HEAP_MODEL_SLOTS];
    uint32_t action = choice / HEAP_MODEL_SLOTS % 16;
    size_t size = (amount >> 4) % model->largest_request;

    /* Occasionally a much larger or a much smaller size. */
    size = action == 0 ? size * 8 : action < 4 ? size / 8 : size;
    if (slot->block == NULL) {
        return action >= 14 ? allocate_aligned(model, slot, size, amount)
                            : allocate(model, slot, size, amount);
    }
    return action >= 12 ? resize(model, slot, size, amount) : release(model, slot);
}

bool heap_model_check(struct heap_model *model)
{
    struct rt_heap_fault fault;
    struct rt_heap_stats stats;

    if (rt_heap_check(&model->heap, &fault) != 0) {
        return wrong(model, fault.what);
    }
    rt_heap_get_stats(&model->heap, &stats);
    return stats.blocks == model->blocks || wrong(model, "the number of blocks is wrong");
}

bool heap_model_finish(struct heap_model *model)
{
    struct rt_heap_stats stats;

    for (size_t i = 0; i < HEAP_MODEL_SLOTS; i++) {
        if (model->slots[i].block != NULL && !release(model, &model->slots[i])) {
            return false;
        }
    }
    rt_heap_get_stats(&model->heap, &stats);
    if (stats.used != 0 || stats.free != stats.total) {
        return wrong(model, "freeing everything left something in use");
    }
    return heap_model_check(model);
}

bool heap_model_run(struct heap_model *model, uint32_t seed, uint32_t count, uint32_t interval)
{
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t choice = random_next(&seed) >> 7;

        if (!heap_model_step(model, choice, random_next(&seed))) {
            return false;
        }
        if (i % interval == 0 && !heap_model_check(model)) {
            return false;
        }
    }
    return true;
}
