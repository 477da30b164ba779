/* SPDX-License-Identifier: MIT */
/*
 * Placeholders of malloc and related functions in firmware without HEAP. ld/sections.ld rejects a
 * firmware that calls one, with a clear message. The linker drops the others.
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
MISSING(rti_malloc_or_null)
