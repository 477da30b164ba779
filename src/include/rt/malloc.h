/* SPDX-License-Identifier: MIT */
/** @file
 * The heap behind malloc, in firmware that requests one: rivet_add_firmware(app ... HEAP 16384).
 *
 * malloc, calloc, realloc, free, aligned_alloc, memalign, posix_memalign and malloc_usable_size
 * then use rt_malloc_heap; without HEAP they don't link. They may be called from handlers and from
 * several harts under the rules in rt/heap.h. Reports of misuse name the address of the call. All
 * blocks are aligned to 16 bytes.
 *
 * By default, running out of memory panics. The report has the requested size, the caller, and the
 * free memory. Firmware that doesn't check for NULL therefore never gets one.
 */
#ifndef RT_MALLOC_H
#define RT_MALLOC_H

#include <rt/heap.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The heap of malloc, to pass to rt_heap_get_stats and rt_heap_check. The first allocation adds its
 * memory.
 */
extern struct rt_heap rt_malloc_heap;

/**
 * Replaces the panic on exhaustion by a call of @p exhausted. If it returns false, malloc returns
 * NULL and sets errno to ENOMEM. With @p exhausted NULL, restores the panic.
 */
void rt_malloc_on_exhausted(rt_heap_exhausted *exhausted);

#ifdef __cplusplus
}
#endif

#endif
