/* SPDX-License-Identifier: MIT */
/* Fills memory with zeros by Zicboz. */
#include <hal/cache.h>
#include <hal/dma.h>
#include <string.h>

void hal_dma_zero(void *memory, size_t size)
{
    const uintptr_t mask = HAL_ZERO_BLOCK - 1;
    const uintptr_t end = (uintptr_t)memory + size;
    const uintptr_t first = ((uintptr_t)memory + mask) & ~mask;
    const uintptr_t last = end & ~mask;
    if (first >= last) {
        memset(memory, 0, size);
        return;
    }
    memset(memory, 0, first - (uintptr_t)memory);
    for (uintptr_t at = first; at < last; at += HAL_ZERO_BLOCK) {
        hal_cache_zero(at);
    }
    memset((uint8_t *)memory + (last - (uintptr_t)memory), 0, end - last);
}
