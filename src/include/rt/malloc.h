/* SPDX-License-Identifier: MIT */
/** @file
 * The heap behind malloc, in firmware that asked for one: rivet_add_firmware(app ... HEAP 16384).
 *
 * malloc, calloc, realloc, free, aligned_alloc, memalign, posix_memalign and malloc_usable_size
 * then work on rt_malloc_heap; without HEAP they don't link. They may be called from handlers and
 * from several harts as rt/heap.h says of the functions they stand for, and they report the
 * address of their caller. All their blocks are aligned to 16 bytes.
 *
 * When there is no memory left, the default is a panic that says how much was requested, the
 * caller, and what is left: firmware that doesn't expect NULL never sees one.
 */
#ifndef RT_MALLOC_H
#define RT_MALLOC_H

#include <rt/heap.h>

#ifdef __cplusplus
extern "C" {
#endif

/** For rt_heap_stats and rt_heap_check. It gets its memory with the first allocation. */
extern struct rt_heap rt_malloc_heap;

/**
 * Sets what is done when memory runs out, in place of the panic. Where @p exhausted returns false,
 * the caller of malloc gets NULL and ENOMEM. NULL brings the panic back.
 */
void rt_malloc_on_exhausted(rt_heap_exhausted *exhausted);

#ifdef __cplusplus
}
#endif

#endif
