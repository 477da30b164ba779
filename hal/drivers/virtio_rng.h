/* SPDX-License-Identifier: MIT */
/** @file
 * The virtio entropy device (Virtual I/O Device 1.2, 5.4).
 *
 * The specification promises "high-quality randomness", and a host makes it by a random bit
 * generator. So the min-entropy is 8 bits a byte, if the host is trusted.
 *
 * The device writes to memory of the driver's, never to the caller's. Bytes that it delivers after
 * a read has timed out are kept for the next one.
 */
#ifndef VIRTIO_RNG_H
#define VIRTIO_RNG_H

#include <hal/dma.h>
#include <hal/entropy.h>
#include <hal/virtio.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    VIRTIO_RNG_READY = 64, /**< With timeout 0, at most so many bytes can be read. */
};

/** Filled in by hal_entropy_open. */
struct virtio_rng_state {
    struct hal_virtio_state device;           /**< For the device's @c state. */
    volatile uint8_t ready[VIRTIO_RNG_READY]; /**< Bytes that were delivered and not yet read. */
    uint8_t count;                            /**< How many. */
    bool is_pending;                          /**< The device has a request for more. */
    uint8_t asked;                            /**< Of so many. */
    /** Written by the device. Last: see hal/dma.h. */
    volatile uint8_t delivered[VIRTIO_RNG_READY] HAL_DMA_ALIGNED;
};

/** A source; constant. */
struct virtio_rng {
    struct hal_entropy entropy;     /**< With virtio_rng_ops. */
    struct hal_virtio device;       /**< Where it is. */
    struct virtio_rng_state *state; /**< Not shared with other sources. */
};

/** The @c entropy.ops of every source. */
extern const struct hal_entropy_ops virtio_rng_ops;

#ifdef __cplusplus
}
#endif

#endif
