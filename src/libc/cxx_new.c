/* SPDX-License-Identifier: MIT */
/*
 * The forms of C++'s new and delete with an alignment (C++17) and with std::nothrow, by the names
 * of the C++ ABI.
 */
#include "base/panic_text.h"

#include <stddef.h>
#include <stdlib.h>

/* The mangled names depend on size_t. */
#if __riscv_xlen == 64
#define SIZED(before, after) before##m##after
#else
#define SIZED(before, after) before##j##after
#endif
#define NEW_ALIGNED                SIZED(_Znw, St11align_val_t)
#define NEW_ARRAY_ALIGNED          SIZED(_Zna, St11align_val_t)
#define NEW_OR_NULL                SIZED(_Znw, RKSt9nothrow_t)
#define NEW_ARRAY_OR_NULL          SIZED(_Zna, RKSt9nothrow_t)
#define NEW_ALIGNED_OR_NULL        SIZED(_Znw, St11align_val_tRKSt9nothrow_t)
#define NEW_ARRAY_ALIGNED_OR_NULL  SIZED(_Zna, St11align_val_tRKSt9nothrow_t)
#define DELETE_ALIGNED_SIZED       SIZED(_ZdlPv, St11align_val_t)
#define DELETE_ARRAY_ALIGNED_SIZED SIZED(_ZdaPv, St11align_val_t)

/* std::nothrow, of an empty struct. */
extern const char _ZSt7nothrow;
const char _ZSt7nothrow = 0;

/* Of every block of malloc, in bytes. */
#define LEAST_ALIGNMENT 16

void *rti_malloc_or_null(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size);
/* No header declares these for C. */
void *NEW_ALIGNED(size_t size, size_t alignment);
void *NEW_ARRAY_ALIGNED(size_t size, size_t alignment);
void *NEW_OR_NULL(size_t size, const void *nothrow);
void *NEW_ARRAY_OR_NULL(size_t size, const void *nothrow);
void *NEW_ALIGNED_OR_NULL(size_t size, size_t alignment, const void *nothrow);
void *NEW_ARRAY_ALIGNED_OR_NULL(size_t size, size_t alignment, const void *nothrow);
void _ZdlPvSt11align_val_t(void *block, size_t alignment);
void _ZdaPvSt11align_val_t(void *block, size_t alignment);
void DELETE_ALIGNED_SIZED(void *block, size_t size, size_t alignment);
void DELETE_ARRAY_ALIGNED_SIZED(void *block, size_t size, size_t alignment);
void _ZdlPvRKSt9nothrow_t(void *block, const void *nothrow);
void _ZdaPvRKSt9nothrow_t(void *block, const void *nothrow);

void *NEW_ALIGNED(size_t size, size_t alignment)
{
    void *const block = memalign(alignment, size);

    if (block == NULL) {
        PANIC("new: no memory for %zu bytes", size);
    }
    return block;
}

void *NEW_ARRAY_ALIGNED(size_t size, size_t alignment)
{
    return NEW_ALIGNED(size, alignment);
}

void *NEW_OR_NULL(size_t size, const void *nothrow)
{
    (void)nothrow;
    return rti_malloc_or_null(LEAST_ALIGNMENT, size);
}

void *NEW_ARRAY_OR_NULL(size_t size, const void *nothrow)
{
    (void)nothrow;
    return rti_malloc_or_null(LEAST_ALIGNMENT, size);
}

void *NEW_ALIGNED_OR_NULL(size_t size, size_t alignment, const void *nothrow)
{
    (void)nothrow;
    return rti_malloc_or_null(alignment, size);
}

void *NEW_ARRAY_ALIGNED_OR_NULL(size_t size, size_t alignment, const void *nothrow)
{
    (void)nothrow;
    return rti_malloc_or_null(alignment, size);
}

void _ZdlPvSt11align_val_t(void *block, size_t alignment)
{
    (void)alignment;
    free(block);
}

void _ZdaPvSt11align_val_t(void *block, size_t alignment)
{
    (void)alignment;
    free(block);
}

void DELETE_ALIGNED_SIZED(void *block, size_t size, size_t alignment)
{
    (void)size;
    (void)alignment;
    free(block);
}

void DELETE_ARRAY_ALIGNED_SIZED(void *block, size_t size, size_t alignment)
{
    (void)size;
    (void)alignment;
    free(block);
}

void _ZdlPvRKSt9nothrow_t(void *block, const void *nothrow)
{
    (void)nothrow;
    free(block);
}

void _ZdaPvRKSt9nothrow_t(void *block, const void *nothrow)
{
    (void)nothrow;
    free(block);
}
