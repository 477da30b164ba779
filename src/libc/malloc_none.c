/* SPDX-License-Identifier: MIT */
/*
 * malloc and its family in firmware without HEAP: something for calls to end at, so that
 * ld/sections.ld can refuse them with a sentence. What nobody calls, the linker drops.
 */
#include <stddef.h>

#define MISSING(name)                                                         \
    __attribute__((section(".text.rt_heap_missing." #name))) void name(void); \
    void name(void)                                                           \
    {                                                                         \
    }

MISSING(malloc)
MISSING(free)
MISSING(calloc)
MISSING(realloc)
MISSING(aligned_alloc)
MISSING(memalign)
MISSING(posix_memalign)
MISSING(malloc_usable_size)
