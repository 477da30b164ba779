/* SPDX-License-Identifier: MIT */
/*
 * The heap's lock between harts. It is held for a few hundred instructions at most, with interrupts
 * off, so waiting for it is short whoever comes first.
 */
#include "heap_impl.h"

/* Acquire: nothing of the heap is read before the lock is had. */
void heap_spin(struct rt_heap *heap)
{
    while (__atomic_exchange_n(&heap->lock, 1, __ATOMIC_ACQUIRE) != 0) {
        while (__atomic_load_n(&heap->lock, __ATOMIC_RELAXED) != 0) {
        }
    }
}

/* Release: all of the heap is written before the lock is seen free. */
void heap_unspin(struct rt_heap *heap)
{
    __atomic_store_n(&heap->lock, 0, __ATOMIC_RELEASE);
}
