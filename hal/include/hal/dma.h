/* SPDX-License-Identifier: MIT */
/** @file
 * Memory that a device reads or writes by itself (DMA), for drivers of such devices.
 *
 * Memory belongs to the program or to a device. hal_dma_give passes it to the device, hal_dma_take
 * takes it back. A driver orders both against the device's registers by hal_fence (hal/fence.h):
 *
 *     hal_dma_give(buffer, sizeof(buffer));
 *     hal_fence();
 *     reg_write(&regs->start, 1);
 *     ...
 *     while (!reg_has(&regs->status, DONE)) {
 *     }
 *     hal_fence();
 *     hal_dma_take(buffer, sizeof(buffer));
 *
 * If devices see the caches, which is the default, both are no instructions at all. A board whose
 * devices don't sets RIVET_BOARD_DMA_BLOCK to the size of a cache block in bytes. Its core needs
 * Zicbom (Cache Management Operations 1.0, 2.3 and 3.1).
 *
 * In any context.
 */
#ifndef HAL_DMA_H
#define HAL_DMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef HAL_DMA_BLOCK
/** Bytes of a cache block that devices don't see: a power of two, or 1 if they see the caches. */
#define HAL_DMA_BLOCK 1
#endif

/** Makes a variable begin with a cache block. So that nothing else is in its last one, its size is
 * a multiple of HAL_DMA_BLOCK too, or it is the last member of its struct. */
#define HAL_DMA_ALIGNED __attribute__((aligned(HAL_DMA_BLOCK)))

/** Does hal_dma_give's work; HAL_DMA_BLOCK is not 1. */
void hal_dma_flush_blocks(const volatile void *memory, size_t size);

/** Does hal_dma_take's work; HAL_DMA_BLOCK is not 1. */
void hal_dma_invalidate_blocks(volatile void *memory, size_t size);

/** Returns whether @p size bytes at @p memory are whole cache blocks, so that hal_dma_take may take
 * them. */
static inline bool hal_dma_fits(const volatile void *memory, size_t size)
{
    return (((uintptr_t)memory | size) & (HAL_DMA_BLOCK - 1)) == 0;
}

/**
 * Passes @p size bytes at @p memory to a device, which may then read and write them. The program
 * must not write to their cache blocks until it has taken them back. If the device only reads them,
 * they need not be whole blocks, and need not be taken back.
 */
static inline void hal_dma_give(const volatile void *memory, size_t size)
{
    if (HAL_DMA_BLOCK > 1) {
        hal_dma_flush_blocks(memory, size);
    }
}

/**
 * Takes @p size bytes at @p memory back: what the program reads then is what the device has
 * written. They were given and begin with a cache block; what the program has written to their
 * blocks since then is lost. May be called more than once, to look at memory that the device goes
 * on writing.
 */
static inline void hal_dma_take(volatile void *memory, size_t size)
{
    if (HAL_DMA_BLOCK > 1) {
        hal_dma_invalidate_blocks(memory, size);
    }
}

/**
 * Fills @p size bytes at @p memory with zeros. The bytes still belong to the program. Where the
 * core has Zicboz, and its board sets RIVET_BOARD_ZERO_BLOCK, a cache block is filled without being
 * read from memory, by one instruction (2.3 and 3.2). Elsewhere it is memset.
 */
void hal_dma_zero(void *memory, size_t size);

#ifdef __cplusplus
}
#endif

#endif
