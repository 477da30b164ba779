/* SPDX-License-Identifier: MIT */
/*
 * malloc and related functions, on a heap in the memory that the linker reserves.
 *
 * Compiled for each firmware with HEAP, with HEAP_MALLOC_OPTIONS, and linked as an object. If it
 * were in a library, the linker would load it too late for callers inside the C library.
 *
 * The heap starts empty with all its memory in reserve. So it needs no initialisation before the
 * first constructor that allocates.
 */
#include "heap/fast_path.h"

#include <rt/image.h>
#include <rt/malloc.h>
#include <rt/panic.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void *memalign(size_t alignment, size_t size);
int posix_memalign(void **block, size_t alignment, size_t size);
/* For new with std::nothrow (cxx_new.c): does not call the function for exhaustion. */
void *rti_malloc_or_null(size_t alignment, size_t size);
size_t malloc_usable_size(void *block);

static bool ask_or_fail(struct rt_heap *heap, size_t size, const void *caller);
static bool give_up(struct rt_heap *heap, size_t size, const void *caller);

struct rt_heap rt_malloc_heap = {
    .reserve = rt_heap_start,
    .reserve_end = rt_heap_end,
    .exhausted = ask_or_fail,
    .options = HEAP_MALLOC_OPTIONS,
};

static rt_heap_exhausted *ask = give_up;

void rt_malloc_on_exhausted(rt_heap_exhausted *exhausted)
{
    ask = exhausted != NULL ? exhausted : give_up;
}

static bool give_up(struct rt_heap *heap, size_t size, const void *caller)
{
    struct rt_heap_stats stats;

    rt_heap_get_stats(heap, &stats);
    rt_panic("out of memory: %zu bytes asked for by a call from %p; %zu of %zu bytes are free, the "
             "largest piece has %zu",
             size, caller, stats.free, stats.total, stats.largest);
}

/* A caller that expects to get NULL. */
static const char quiet;

static bool ask_or_fail(struct rt_heap *heap, size_t size, const void *caller)
{
    if (caller != &quiet && ask(heap, size, caller)) {
        return true;
    }
    errno = ENOMEM;
    return false;
}

HEAP_OUTLINE void *malloc(size_t size)
{
    return heap_alloc_fast(&rt_malloc_heap, size, heap_caller());
}

HEAP_OUTLINE void free(void *block)
{
    heap_free_fast(&rt_malloc_heap, block, heap_caller());
}

HEAP_OUTLINE void *calloc(size_t count, size_t size)
{
    const void *caller = heap_caller();
    size_t bytes;
    void *block;

    if (__builtin_mul_overflow(count, size, &bytes)) {
        bytes = SIZE_MAX;
    }
    block = rti_heap_alloc(&rt_malloc_heap, bytes, caller);
    return block != NULL ? memset(block, 0, bytes) : NULL;
}

HEAP_OUTLINE void *realloc(void *block, size_t size)
{
    const void *caller = heap_caller();

    if (block != NULL && size == 0) {
        rti_heap_free(&rt_malloc_heap, block, caller);
        return NULL;
    }
    return rti_heap_resize(&rt_malloc_heap, block, size, caller);
}

static void *alloc_aligned(size_t alignment, size_t size, const void *caller)
{
    if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
        errno = EINVAL;
        return NULL;
    }
    return rti_heap_alloc_aligned(&rt_malloc_heap, alignment, size, caller);
}

HEAP_OUTLINE void *aligned_alloc(size_t alignment, size_t size)
{
    return alloc_aligned(alignment, size, heap_caller());
}

void *rti_malloc_or_null(size_t alignment, size_t size)
{
    return rti_heap_alloc_aligned(&rt_malloc_heap, alignment, size, &quiet);
}

HEAP_OUTLINE void *memalign(size_t alignment, size_t size)
{
    return alloc_aligned(alignment, size, heap_caller());
}

HEAP_OUTLINE int posix_memalign(void **block, size_t alignment, size_t size)
{
    const void *caller = heap_caller();

    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) {
        return EINVAL;
    }
    *block = rti_heap_alloc_aligned(&rt_malloc_heap, alignment, size, caller);
    return *block != NULL ? 0 : ENOMEM;
}

HEAP_OUTLINE size_t malloc_usable_size(void *block)
{
    const void *caller = heap_caller();

    return block != NULL ? rti_heap_usable_size(&rt_malloc_heap, block, caller) : 0;
}
