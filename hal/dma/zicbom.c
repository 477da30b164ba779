/* SPDX-License-Identifier: MIT */
/* Memory for devices that don't see the caches, by Zicbom. */
#include <hal/cache.h>
#include <hal/dma.h>

/* A block of which a device reads only a part may have others' bytes too, which it then writes back
 * as well. */
void hal_dma_flush_blocks(const volatile void *memory, size_t size)
{
    const uintptr_t start = (uintptr_t)memory & ~(uintptr_t)(HAL_DMA_BLOCK - 1);
    for (uintptr_t at = start; at < (uintptr_t)memory + size; at += HAL_DMA_BLOCK) {
        hal_cache_flush(at);
    }
}

void hal_dma_invalidate_blocks(volatile void *memory, size_t size)
{
    for (uintptr_t at = (uintptr_t)memory; at < (uintptr_t)memory + size; at += HAL_DMA_BLOCK) {
        hal_cache_invalidate(at);
    }
}
