/* SPDX-License-Identifier: MIT */
/** @file
 * A ring of bytes between one writer and one reader, one of which may be an interrupt handler.
 *
 * No locks: the writer alone moves head, the reader alone moves tail. Both count from 0 up to
 * twice the capacity, so that full and empty differ and every byte of any capacity is used.
 */
#ifndef HAL_RING_H
#define HAL_RING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A ring; HAL_RING makes one. Its members are its own. */
struct hal_ring {
    uint8_t *data;     /**< The bytes, which are the caller's. */
    uint32_t capacity; /**< Bytes at data, 1 to 2^31 - 1. */
    uint32_t head;     /**< Where the next byte goes in. */
    uint32_t tail;     /**< Where the next byte comes out. */
};

/** Initialiser for a ring over the array @p buffer. */
#define HAL_RING(buffer) {(buffer), sizeof(buffer), 0, 0}

/** Empties the ring; while nobody else uses it. */
void hal_ring_reset(struct hal_ring *ring);

/** Returns how many bytes wait. */
static inline uint32_t hal_ring_used(const struct hal_ring *ring)
{
    const uint32_t head = __atomic_load_n(&ring->head, __ATOMIC_ACQUIRE);
    const uint32_t tail = __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE);
    return head >= tail ? head - tail : head + 2 * ring->capacity - tail;
}

/** Returns how many more bytes fit. */
static inline uint32_t hal_ring_free(const struct hal_ring *ring)
{
    return ring->capacity - hal_ring_used(ring);
}

/** Puts in up to @p size bytes; returns how many fitted. For the writer. */
size_t hal_ring_put(struct hal_ring *ring, const void *data, size_t size);

/** Takes out up to @p size bytes; returns how many there were. For the reader. */
size_t hal_ring_get(struct hal_ring *ring, void *data, size_t size);

/**
 * Points @p at to the free bytes up to the end of the buffer and returns how many they are; 0 when
 * the ring is full. hal_ring_wrote tells how many have been filled. For the writer.
 */
uint32_t hal_ring_write_span(const struct hal_ring *ring, uint8_t **at);
/** Counts the first @p size bytes of what hal_ring_write_span gave as put in. For the writer. */
void hal_ring_wrote(struct hal_ring *ring, uint32_t size);

/**
 * Points @p at to the waiting bytes up to the end of the buffer and returns how many they are; 0
 * when the ring is empty. hal_ring_took tells how many have been used. For the reader.
 */
uint32_t hal_ring_read_span(const struct hal_ring *ring, const uint8_t **at);
/** Counts the first @p size bytes of what hal_ring_read_span gave as taken out. For the reader. */
void hal_ring_took(struct hal_ring *ring, uint32_t size);

#ifdef __cplusplus
}
#endif

#endif
