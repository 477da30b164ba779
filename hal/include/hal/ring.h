/* SPDX-License-Identifier: MIT */
/** @file
 * A ring of bytes between one writer and one reader, one of which may be an interrupt handler.
 *
 * No locks: the writer alone moves head, the reader alone moves tail. Both count from 0 up to
 * twice the capacity, so that full and empty differ and every byte of any capacity is used.
 */
#ifndef HAL_RING_H
#define HAL_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A ring; HAL_RING makes one. Its members are its own. */
struct hal_ring {
    uint8_t *data;   /**< The bytes, which are the caller's. */
    size_t capacity; /**< Bytes at data, 1 to SIZE_MAX / 2. */
    size_t head;     /**< Where the next byte goes in. */
    size_t tail;     /**< Where the next byte comes out. */
};

/** Initialiser for a ring over the array @p buffer. */
#define HAL_RING(buffer) {(buffer), sizeof(buffer), 0, 0}

/** Empties the ring; while nobody else uses it. */
void hal_ring_reset(struct hal_ring *ring);

/** @cond internal */

static inline size_t hal_ring_between(size_t head, size_t tail, size_t capacity)
{
    return head >= tail ? head - tail : head + 2 * capacity - tail;
}

/** @endcond */

/** Returns how many bytes wait. For either side. */
static inline size_t hal_ring_used(const struct hal_ring *ring)
{
    const size_t head = __atomic_load_n(&ring->head, __ATOMIC_RELAXED);
    const size_t tail = __atomic_load_n(&ring->tail, __ATOMIC_RELAXED);
    /* One of the two is the caller's own; what the other publishes is visible after this. */
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    return hal_ring_between(head, tail, ring->capacity);
}

/** Returns how many more bytes fit. For either side. */
static inline size_t hal_ring_free(const struct hal_ring *ring)
{
    return ring->capacity - hal_ring_used(ring);
}

/** Whether no byte waits. Orders no memory accesses: a reader that takes bytes checks again. */
static inline bool hal_ring_is_empty(const struct hal_ring *ring)
{
    return __atomic_load_n(&ring->head, __ATOMIC_RELAXED) ==
           __atomic_load_n(&ring->tail, __ATOMIC_RELAXED);
}

/** Puts in up to @p size bytes; returns how many fitted. For the writer. */
size_t hal_ring_put(struct hal_ring *ring, const void *data, size_t size);

/** Takes out up to @p size bytes; returns how many there were. For the reader. */
size_t hal_ring_get(struct hal_ring *ring, void *data, size_t size);

/** @cond internal */

static inline size_t hal_ring_span(const struct hal_ring *ring, size_t index, size_t count,
                                   uint8_t **at)
{
    const size_t capacity = ring->capacity;
    const size_t start = index < capacity ? index : index - capacity;
    *at = ring->data + start;
    return count < capacity - start ? count : capacity - start;
}

/* Release: what was done with the bytes comes before the index that hands them on. */
static inline void hal_ring_advance(const struct hal_ring *ring, size_t *index, size_t by)
{
    /* Up to where counting starts again, for index + by need not fit. */
    const size_t left = 2 * ring->capacity - *index;
    __atomic_store_n(index, by < left ? *index + by : by - left, __ATOMIC_RELEASE);
}

/** @endcond */

/**
 * Points @p at to the free bytes up to the end of the buffer and returns how many they are; 0 when
 * the ring is full. hal_ring_wrote reports how many were filled. For the writer.
 */
static inline size_t hal_ring_write_span(const struct hal_ring *ring, uint8_t **at)
{
    const size_t head = ring->head;
    const size_t tail = __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE);
    const size_t used = hal_ring_between(head, tail, ring->capacity);
    return hal_ring_span(ring, head, ring->capacity - used, at);
}

/** Counts the first @p size bytes of what hal_ring_write_span gave as put in. For the writer. */
static inline void hal_ring_wrote(struct hal_ring *ring, size_t size)
{
    hal_ring_advance(ring, &ring->head, size);
}

/**
 * Points @p at to the waiting bytes up to the end of the buffer and returns how many they are; 0
 * when the ring is empty. hal_ring_took reports how many were used. For the reader.
 */
static inline size_t hal_ring_read_span(const struct hal_ring *ring, const uint8_t **at)
{
    const size_t tail = ring->tail;
    const size_t head = __atomic_load_n(&ring->head, __ATOMIC_ACQUIRE);
    const size_t used = hal_ring_between(head, tail, ring->capacity);
    uint8_t *from;
    const size_t span = hal_ring_span(ring, tail, used, &from);
    *at = from;
    return span;
}

/** Counts the first @p size bytes of what hal_ring_read_span gave as taken out. For the reader. */
static inline void hal_ring_took(struct hal_ring *ring, size_t size)
{
    hal_ring_advance(ring, &ring->tail, size);
}

#ifdef __cplusplus
}
#endif

#endif
