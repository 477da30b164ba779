/* SPDX-License-Identifier: MIT */
/* Replaces hal/include/target/hal/cache.h by the cache of model_cache.h. */
#ifndef HAL_CACHE_H
#define HAL_CACHE_H

#include <stdint.h>

void hal_cache_flush(uintptr_t address);
void hal_cache_invalidate(uintptr_t address);
void hal_cache_zero(uintptr_t address);

#endif
