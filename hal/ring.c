/* SPDX-License-Identifier: MIT */
/*
 * See <hal/ring.h>. An index is published with release and looked at with acquire, so that the
 * bytes it stands for are there, on another hart too.
 */
#include <hal/ring.h>
#include <string.h>

static void advance(uint32_t *index, uint32_t by, uint32_t capacity)
{
    /* Up to where counting starts again, for index + by need not fit. */
    const uint32_t left = 2 * capacity - *index;
    __atomic_store_n(index, by < left ? *index + by : by - left, __ATOMIC_RELEASE);
}

static uint32_t position(const struct hal_ring *ring, uint32_t index)
{
    return index < ring->capacity ? index : index - ring->capacity;
}

static uint32_t smaller(uint32_t a, size_t b)
{
    return a < b ? a : (uint32_t)b;
}

void hal_ring_reset(struct hal_ring *ring)
{
    ring->head = 0;
    ring->tail = 0;
}

uint32_t hal_ring_write_span(const struct hal_ring *ring, uint8_t **at)
{
    const uint32_t start = position(ring, ring->head);
    *at = ring->data + start;
    return smaller(ring->capacity - start, hal_ring_free(ring));
}

void hal_ring_wrote(struct hal_ring *ring, uint32_t size)
{
    advance(&ring->head, size, ring->capacity);
}

uint32_t hal_ring_read_span(const struct hal_ring *ring, const uint8_t **at)
{
    const uint32_t start = position(ring, ring->tail);
    *at = ring->data + start;
    return smaller(ring->capacity - start, hal_ring_used(ring));
}

void hal_ring_took(struct hal_ring *ring, uint32_t size)
{
    advance(&ring->tail, size, ring->capacity);
}

size_t hal_ring_put(struct hal_ring *ring, const void *data, size_t size)
{
    const uint8_t *from = (const uint8_t *)data;
    size_t done = 0;
    uint8_t *to;
    uint32_t span;
    while (done < size && (span = hal_ring_write_span(ring, &to)) != 0) {
        span = smaller(span, size - done);
        memcpy(to, from + done, span);
        hal_ring_wrote(ring, span);
        done += span;
    }
    return done;
}

size_t hal_ring_get(struct hal_ring *ring, void *data, size_t size)
{
    uint8_t *to = (uint8_t *)data;
    size_t done = 0;
    const uint8_t *from;
    uint32_t span;
    while (done < size && (span = hal_ring_read_span(ring, &from)) != 0) {
        span = smaller(span, size - done);
        memcpy(to + done, from, span);
        hal_ring_took(ring, span);
        done += span;
    }
    return done;
}
