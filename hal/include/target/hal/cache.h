/* SPDX-License-Identifier: MIT */
/*
 * Instructions for one cache block, which is at any address in it. They count as stores for
 * fences (Cache Management Operations 1.0, 2.4).
 *
 * The host tests have another file of this name, with a modelled cache.
 */
#ifndef HAL_CACHE_H
#define HAL_CACHE_H

#include <stdint.h>

/** Writes the block back if it was changed, and forgets it. Needs Zicbom. */
static inline void hal_cache_flush(uintptr_t address)
{
    __asm__ volatile("cbo.flush 0(%0)" ::"r"(address) : "memory");
}

/** Forgets the block. Needs Zicbom. */
static inline void hal_cache_invalidate(uintptr_t address)
{
    __asm__ volatile("cbo.inval 0(%0)" ::"r"(address) : "memory");
}

/** Fills the block with zeros. Needs Zicboz. */
static inline void hal_cache_zero(uintptr_t address)
{
    __asm__ volatile("cbo.zero 0(%0)" ::"r"(address) : "memory");
}

#endif
