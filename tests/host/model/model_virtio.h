/* SPDX-License-Identifier: MIT */
/*
 * A virtio device behind memory-mapped registers, of either version, in one of several slots.
 *
 * It checks the driver: the order of the start (3.1.1), registers of the other version, a
 * notification without a request. Memory is as weakly ordered as a hart's: what the driver writes
 * counts only after a fence, and an index of the device's is seen one fence before the rest.
 */
#ifndef MODEL_VIRTIO_H
#define MODEL_VIRTIO_H

#include <hal/virtio.h>
#include <model.h>

enum {
    MODEL_VIRTIO_BASE = 0x10001000,
    MODEL_VIRTIO_SLOT = 0x1000,
    MODEL_VIRTIO_SLOTS = 8,
    MODEL_VIRTIO_NEVER = 1U << 30,
};

/** A buffer of a request: const for a device that obeys, unless device_writes. */
struct model_virtio_buffer {
    uint8_t *data;
    uint32_t size;
    bool device_writes;
};

struct model_virtio {
    struct model_device device;
    unsigned slot; /**< The others are empty. */
    uint32_t magic, version, type;
    uint64_t offered;
    uint32_t queue_size_max;
    uint32_t config[16];
    unsigned config_changes; /**< The generation is another one in as many readings. */
    /** Serves a request and returns how many bytes it wrote. */
    uint32_t (*serve)(const struct model_virtio_buffer *buffers, unsigned count);

    unsigned delay;          /**< Readings of the status before an answer. */
    uint32_t failing_status; /**< Bits of the status while it works on a request. */
    uint32_t id;             /**< Of the answer; right is 0. */
    uint16_t extra_answers;  /**< Counted, but not given. */
    int64_t size;            /**< In the answer; negative is right. */
    unsigned reset_takes;    /**< Readings of the status. */
    bool refuses, is_in_use; /**< The features; its queue. */

    uint32_t status;
    uint32_t half_offered, half_accepted;
    uint64_t accepted;
    uint32_t queue_size, page_size, align, page, ready;
    uint64_t addresses[3]; /**< Of descriptors, available and used. */
    uint16_t served;       /**< Requests. */
    unsigned left;         /**< Of delay. */
    bool is_busy;
    bool delivers; /**< At the next fence. */
    unsigned notifications;
    unsigned fences;                                          /**< Since the reset. */
    struct hal_virtio_descriptor seen[HAL_VIRTIO_QUEUE_SIZE]; /**< At the last fence. */
    struct hal_virtio_available seen_available;
};

extern struct model_virtio model_virtio;

/** Attaches a device of @p type that works, with the given version of the registers. */
void model_virtio_init(uint32_t version, uint32_t type,
                       uint32_t (*serve)(const struct model_virtio_buffer *buffers,
                                         unsigned count));

/** The members of a struct hal_virtio that are the same for all. */
#define MODEL_VIRTIO_SLOTS_DOWN                                               \
    .base = MODEL_VIRTIO_BASE + (MODEL_VIRTIO_SLOTS - 1) * MODEL_VIRTIO_SLOT, \
    .stride = -MODEL_VIRTIO_SLOT, .slots = MODEL_VIRTIO_SLOTS

#endif
