/* SPDX-License-Identifier: MIT */
/* Fills memory with zeros on cores without Zicboz. */
#include <hal/dma.h>
#include <string.h>

void hal_dma_zero(void *memory, size_t size)
{
    memset(memory, 0, size);
}
