/* SPDX-License-Identifier: MIT */
/** @file
 * Virtio devices behind memory-mapped registers, for their drivers (Virtual I/O Device 1.2, 4.2).
 *
 * A device has one split virtqueue (2.7), which is polled, and serves one request at a time. Both
 * versions of the registers are supported: 2, and the legacy version 1 (4.2.4), which is QEMU's
 * default. The device accesses memory at the addresses that the program uses. It need not see the
 * caches (hal/dma.h).
 *
 * The device is not trusted. Nothing that it writes is used as an address, an index or a size
 * unchecked.
 *
 * Not for handlers. One hart at a time may use a device.
 */
#ifndef HAL_VIRTIO_H
#define HAL_VIRTIO_H

#include <hal/status.h>
#include <hal/timer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    HAL_VIRTIO_QUEUE_SIZE = 4, /**< Descriptors, and so buffers of a request. */
};

/** A buffer that the device reads or writes (2.7.5). */
struct hal_virtio_descriptor {
    uint64_t address; /**< Of the first byte. */
    uint32_t size;    /**< In bytes. */
    uint16_t flags;   /**< Whether another follows, and whether the device writes it. */
    uint16_t next;    /**< The one that follows. */
};

/** What the driver gives to the device (2.7.6). */
struct hal_virtio_available {
    uint16_t flags;                       /**< The device need not interrupt. */
    uint16_t index;                       /**< Requests so far. */
    uint16_t ring[HAL_VIRTIO_QUEUE_SIZE]; /**< The first descriptor of each. */
    uint16_t unused;                      /**< Of a feature that is not negotiated. */
};

/** A request that is done (2.7.8). */
struct hal_virtio_used_entry {
    volatile uint32_t id;   /**< Its first descriptor. */
    volatile uint32_t size; /**< How many bytes the device wrote. */
};

/** What the device gives back (2.7.8). */
struct hal_virtio_used {
    volatile uint16_t flags;                                  /**< Not used. */
    volatile uint16_t index;                                  /**< Requests done so far. */
    struct hal_virtio_used_entry ring[HAL_VIRTIO_QUEUE_SIZE]; /**< The latest. */
};

/** The queue. A legacy device derives the places of its parts from that of the first one. */
struct hal_virtio_queue {
    struct hal_virtio_descriptor descriptors[HAL_VIRTIO_QUEUE_SIZE]; /**< Of the request. */
    struct hal_virtio_available available;                           /**< Read by the device. */
    struct hal_virtio_used used __attribute__((aligned(128)));       /**< Written by the device. */
} __attribute__((aligned(256)));

/** Filled in by hal_virtio_open. */
struct hal_virtio_state {
    struct hal_virtio_queue queue; /**< Shared with the device while it is open. */
    uintptr_t base;                /**< The registers; 0 while the device is not open. */
    uint64_t features;             /**< Those that were negotiated. */
    uint32_t version;              /**< Of the registers: 1 or 2. */
    uint16_t done;                 /**< Requests that were taken back. */
};

/** Where to find a device; constant. Slots without a device are skipped. */
struct hal_virtio {
    uintptr_t base;                 /**< Registers of the slot that is searched first. */
    int32_t stride;                 /**< Bytes from each slot to the next to search. */
    uint16_t slots;                 /**< How many there are. */
    uint16_t number;                /**< Which of the devices of its type: 0 is found first. */
    const struct hal_timer *timer;  /**< Limits each wait. */
    struct hal_virtio_state *state; /**< Not shared with other devices. */
};

/** A part of a request. */
struct hal_virtio_buffer {
    const volatile void *data; /**< Any alignment, if hal_dma_fits or the device only reads it. */
    uint32_t size;             /**< In bytes; not 0. */
    bool device_writes;        /**< The device writes it. Such buffers follow the others. */
};

/** Device types (5). */
enum {
    HAL_VIRTIO_BLOCK = 2,   /**< A disk. */
    HAL_VIRTIO_ENTROPY = 4, /**< An entropy source. */
};

/**
 * Finds the device of type @p type, resets it, negotiates those of @p features (a bit for each)
 * that it offers, and starts it (3.1.1). Closes it first if it is open.
 *
 * @return 0; HAL_ERR_ABSENT if there is no such device; HAL_ERR_UNSUPPORTED if its version is
 * unknown, it refuses the features or its queue is too small; HAL_ERR_TIMEOUT if it does not reset;
 * HAL_ERR_IO if its queue is in use.
 */
HAL_NODISCARD int hal_virtio_open(const struct hal_virtio *device, uint32_t type,
                                  uint64_t features);

/**
 * Resets the device, so that it no longer accesses the memory of a request. Waits for it, but at
 * most a second. Does nothing if it is not open.
 */
void hal_virtio_close(const struct hal_virtio *device);

/** Returns whether the device is open. An error of hal_virtio_wait closes it. */
static inline bool hal_virtio_is_open(const struct hal_virtio *device)
{
    return device->state->base != 0;
}

/** Returns whether an open device has the legacy registers. */
static inline bool hal_virtio_is_legacy(const struct hal_virtio *device)
{
    return device->state->version == 1;
}

/** Returns whether the feature with the number @p bit was negotiated. */
static inline bool hal_virtio_has(const struct hal_virtio *device, unsigned bit)
{
    return (device->state->features >> bit & 1) != 0;
}

/**
 * Reads @p count words of 32 bits at byte @p offset, a multiple of 4, of the configuration of an
 * open device, all of the same generation (2.5.1).
 *
 * @return 0; HAL_ERR_TIMEOUT if the device keeps changing them.
 */
HAL_NODISCARD int hal_virtio_read_config(const struct hal_virtio *device, uint32_t offset,
                                         uint32_t *words, unsigned count);

/**
 * Gives the device a request of @p count buffers, 1 to HAL_VIRTIO_QUEUE_SIZE. They belong to it
 * until hal_virtio_wait returns 0 or HAL_ERR_IO, or hal_virtio_close returns. Those that the device
 * writes must then be taken by hal_dma_take. The device must be open and have no request.
 */
void hal_virtio_submit(const struct hal_virtio *device, const struct hal_virtio_buffer *buffers,
                       unsigned count);

/**
 * Waits until the request is done. Sets @p written to the number of bytes that the device says it
 * wrote. Check it: it may be any number. Legacy devices are known to be wrong about it (2.7.8.1).
 *
 * @return 0; HAL_ERR_TIMEOUT if @p deadline passed: the request is still the device's;
 * HAL_ERR_IO if the device needs a reset or broke the rules of the queue: it was closed.
 */
HAL_NODISCARD int hal_virtio_wait(const struct hal_virtio *device, struct hal_deadline *deadline,
                                  uint32_t *written);

#ifdef __cplusplus
}
#endif

#endif
