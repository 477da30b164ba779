/* SPDX-License-Identifier: MIT */
/** @file
 * A ring buffer of bytes between one writer and one reader. One of them may be an interrupt
 * handler.
 *
 * Lock-free: only the writer moves head, and only the reader moves tail. Both count from 0 up to
 * twice the capacity. So a full ring differs from an empty one, every byte can be used, and the
 * capacity need not be a power of two.
 */
#ifndef HAL_RING_H
#define HAL_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A ring, initialised by HAL_RING. Its members are internal. */
struct hal_ring {
    uint8_t *data;   /**< The buffer, allocated by the caller. */
    size_t capacity; /**< Bytes at data, 1 to SIZE_MAX / 2. */
    size_t head;     /**< Index of the next byte to put in. */
    size_t tail;     /**< Index of the next byte to take out. */
};

/** Initialiser for a ring over the array @p buffer. */
#define HAL_RING(buffer) {(buffer), sizeof(buffer), 0, 0}

/** Empties the ring. Nothing else may use it at the same time. */
void hal_ring_reset(struct hal_ring *ring);

/** @cond internal */

static inline size_t hal_ring_between(size_t head, size_t tail, size_t capacity)
{
    return head >= tail ? head - tail : head + 2 * capacity - tail;
}

/** @endcond */

/** Returns the number of bytes in the ring. For either side. */
static inline size_t hal_ring_used(const struct hal_ring *ring)
{
    const size_t head = __atomic_load_n(&ring->head, __ATOMIC_RELAXED);
    const size_t tail = __atomic_load_n(&ring->tail, __ATOMIC_RELAXED);
    /* The other side wrote one of the two; the bytes it published are visible after this. */
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    return hal_ring_between(head, tail, ring->capacity);
}

/** Returns the number of free bytes. For either side. */
static inline size_t hal_ring_free(const struct hal_ring *ring)
{
    return ring->capacity - hal_ring_used(ring);
}

/**
 * Whether the ring is empty. Does not order memory accesses: use hal_ring_get or hal_ring_read_span
 * to access the bytes. For either side.
 */
static inline bool hal_ring_is_empty(const struct hal_ring *ring)
{
    return __atomic_load_n(&ring->head, __ATOMIC_RELAXED) ==
           __atomic_load_n(&ring->tail, __ATOMIC_RELAXED);
}

/** Puts in up to @p size bytes; returns how many fit. For the writer. */
size_t hal_ring_put(struct hal_ring *ring, const void *data, size_t size);

/** Takes out up to @p size bytes; returns how many it took. For the reader. */
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

/* Release: the accesses to the bytes come before the index that publishes them. */
static inline void hal_ring_advance(const struct hal_ring *ring, size_t *index, size_t by)
{
    /* The distance to the wrap-around; index + by could overflow. */
    const size_t left = 2 * ring->capacity - *index;
    __atomic_store_n(index, by < left ? *index + by : by - left, __ATOMIC_RELEASE);
}

/** @endcond */

/**
 * Points @p at to the free bytes up to the end of the buffer and returns their number; 0 if the
 * ring is full. Call hal_ring_wrote for the bytes that you filled. For the writer.
 */
static inline size_t hal_ring_write_span(const struct hal_ring *ring, uint8_t **at)
{
    const size_t head = ring->head;
    const size_t tail = __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE);
    const size_t used = hal_ring_between(head, tail, ring->capacity);
    return hal_ring_span(ring, head, ring->capacity - used, at);
}

/** Publishes the first @p size bytes of the last hal_ring_write_span. For the writer. */
static inline void hal_ring_wrote(struct hal_ring *ring, size_t size)
{
    hal_ring_advance(ring, &ring->head, size);
}

/**
 * Points @p at to the bytes in the ring up to the end of the buffer and returns their number; 0 if
 * the ring is empty. Call hal_ring_took for the bytes that you used. For the reader.
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

/** Removes the first @p size bytes of the last hal_ring_read_span. For the reader. */
static inline void hal_ring_took(struct hal_ring *ring, size_t size)
{
    hal_ring_advance(ring, &ring->tail, size);
}

#ifdef __cplusplus
}
#endif

#endif
