/* SPDX-License-Identifier: MIT */
/* For new with std::nothrow (cxx_new.c) in firmware with HEAP OWN. malloc.c has its own. */
#include <stdlib.h>

/* Of every block of malloc, in bytes. */
#define LEAST_ALIGNMENT 16

void *memalign(size_t alignment, size_t size);
void *rti_malloc_or_null(size_t alignment, size_t size);

void *rti_malloc_or_null(size_t alignment, size_t size)
{
    return alignment <= LEAST_ALIGNMENT ? malloc(size) : memalign(alignment, size);
}
