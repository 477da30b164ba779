/* SPDX-License-Identifier: MIT */
/* See model_cache.h. */
#include <hal/cache.h>
#include <host_test.h>
#include <model_cache.h>
#include <stdlib.h>

/* The program's variables. Constants are the same for the program and a device. */
extern uint8_t __data_start[], _end[]; // NOLINT: names of the linker's

/* Block by block: what a device has, and what the program had when it last gave or took it. */
static uint8_t *memory;
static uint8_t *given;

unsigned model_cache_zeroed;

static bool is_cached(uintptr_t address)
{
    return HAL_DMA_BLOCK > 1 && address >= (uintptr_t)__data_start && address < (uintptr_t)_end;
}

static size_t place_of(uintptr_t address)
{
    return address - (uintptr_t)__data_start / HAL_DMA_BLOCK * HAL_DMA_BLOCK;
}

/* A block may reach into the gaps between variables, which the address sanitizer guards. */
__attribute__((no_sanitize("address"))) static void copy_block(uint8_t *to, const uint8_t *from)
{
    for (volatile size_t i = 0; i < HAL_DMA_BLOCK; i++) {
        to[i] = from[i];
    }
}

__attribute__((no_sanitize("address"))) static void assert_same(const uint8_t *a, const uint8_t *b)
{
    for (volatile size_t i = 0; i < HAL_DMA_BLOCK; i++) {
        assert_int_equal(a[i], b[i]);
    }
}

void model_cache_init(void)
{
    const size_t size = place_of((uintptr_t)_end) + HAL_DMA_BLOCK;
    if (HAL_DMA_BLOCK == 1) {
        return;
    }
    if (memory == NULL) {
        memory = malloc(size);
        given = malloc(size);
    }
    assert_non_null(memory);
    assert_non_null(given);
    uint8_t *const start = __data_start - (uintptr_t)__data_start % HAL_DMA_BLOCK;
    for (size_t at = 0; at < size; at += HAL_DMA_BLOCK) {
        copy_block(memory + at, start + at);
        copy_block(given + at, start + at);
    }
}

void *model_cache_behind(uint64_t address)
{
    return is_cached((uintptr_t)address) ? memory + place_of((uintptr_t)address)
                                         : (uint8_t *)(uintptr_t)address;
}

void model_cache_assert_clean(uint64_t address, size_t size)
{
    const uintptr_t start = (uintptr_t)address & ~(uintptr_t)(HAL_DMA_BLOCK - 1);
    for (uintptr_t at = start; is_cached(at) && at < address + size; at += HAL_DMA_BLOCK) {
        assert_same((const uint8_t *)at, given + place_of(at));
    }
}

void hal_cache_flush(uintptr_t address)
{
    uint8_t *const block = (uint8_t *)(address & ~(uintptr_t)(HAL_DMA_BLOCK - 1));
    if (is_cached(address)) {
        copy_block(memory + place_of((uintptr_t)block), block);
        copy_block(given + place_of((uintptr_t)block), block);
    }
}

/* What the program wrote to a block that it has not taken back would be lost. */
void hal_cache_invalidate(uintptr_t address)
{
    uint8_t *const block = (uint8_t *)(address & ~(uintptr_t)(HAL_DMA_BLOCK - 1));
    if (is_cached(address)) {
        assert_same(block, given + place_of((uintptr_t)block));
        copy_block(block, memory + place_of((uintptr_t)block));
        copy_block(given + place_of((uintptr_t)block), block);
    }
}

/* The rest of the block must be the caller's too. */
__attribute__((no_sanitize("address"))) void hal_cache_zero(uintptr_t address)
{
    for (volatile size_t i = 0; i < HAL_DMA_BLOCK; i++) {
        ((uint8_t *)(address & ~(uintptr_t)(HAL_DMA_BLOCK - 1)))[i] = 0;
    }
    model_cache_zeroed++;
}
