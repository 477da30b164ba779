/* SPDX-License-Identifier: MIT */
/*
 * See <hal/ring.h>. An index is published with release and read with acquire, so that the bytes it
 * publishes are visible, also on another hart.
 */
#include <hal/ring.h>
#include <string.h>

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

void hal_ring_reset(struct hal_ring *ring)
{
    ring->head = 0;
    ring->tail = 0;
}

size_t hal_ring_put(struct hal_ring *ring, const void *data, size_t size)
{
    const uint8_t *from = (const uint8_t *)data;
    size_t done = 0;
    uint8_t *to;
    size_t span;
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
    size_t span;
    while (done < size && (span = hal_ring_read_span(ring, &from)) != 0) {
        span = smaller(span, size - done);
        memcpy(to + done, from, span);
        hal_ring_took(ring, span);
        done += span;
    }
    return done;
}
