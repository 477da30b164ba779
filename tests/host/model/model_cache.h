/* SPDX-License-Identifier: MIT */
/*
 * A cache that devices don't see, if HAL_DMA_BLOCK is not 1. It writes nothing back unless it is
 * told to, and forgets nothing else either, so a driver that leaves out a call reads or sends what
 * is old. The program's variables are what is in the cache; devices have another copy of them.
 */
#ifndef MODEL_CACHE_H
#define MODEL_CACHE_H

#include <hal/dma.h>

/** How many blocks hal_cache_zero has filled. */
extern unsigned model_cache_zeroed;

/** Forgets which blocks were given, and lets devices have what the program has. */
void model_cache_init(void);

/** Returns where a device sees what is at @p address of the program. */
void *model_cache_behind(uint64_t address);

/** The program has changed none of these bytes, nor what is in their blocks, since it gave them. A
 * real cache may write a changed block back at any time, over what the device wrote. */
void model_cache_assert_clean(uint64_t address, size_t size);

#endif
