/* SPDX-License-Identifier: MIT */
/** @file
 * The virtio block device (Virtual I/O Device 1.2, 5.2): a disk.
 *
 * All units are the device's logical block, 512 bytes or more. Erased bytes are 0: a disk needs no
 * erasing, and the device fills faster with zeros than with anything else. A program or an erase
 * ends with a flush, if the device has a cache.
 *
 * The device accesses the caller's buffers. A read returns HAL_ERR_INVALID if hal_dma_fits says
 * that the buffer shares a cache block with something else. If a request takes longer than 30 s,
 * the device is reset, so that it no longer does. After that, or if it breaks the rules of its
 * queue, calls return HAL_ERR_ABSENT until hal_block_open succeeds. A request is for at most 64
 * KiB. If it fails, any of its blocks may have been written.
 */
#ifndef VIRTIO_BLK_H
#define VIRTIO_BLK_H

#include <hal/block.h>
#include <hal/dma.h>
#include <hal/virtio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A request's header and data that the device reads; sectors have 512 bytes (5.2.6). */
struct virtio_blk_request {
    uint32_t type;     /**< What to do. */
    uint32_t reserved; /**< 0. */
    uint64_t sector;   /**< The first one. */
    struct {
        uint64_t sector; /**< The first one. */
        uint32_t count;  /**< How many sectors. */
        uint32_t flags;  /**< 0. */
    } zeroed;            /**< What to fill with zeros. */
};

/** Filled in by hal_block_open. */
struct virtio_blk_state {
    struct hal_virtio_state device;          /**< For the device's @c state. */
    struct hal_block_geometry geometry;      /**< Of the disk. */
    struct virtio_blk_request request;       /**< The current one. */
    uint32_t max_data;                       /**< Bytes in a request with data. */
    uint32_t max_zeroed;                     /**< Bytes in a request to zero; 0 if there is none. */
    volatile uint8_t result HAL_DMA_ALIGNED; /**< Written by the device. Last: see hal/dma.h. */
};

/** A disk; constant. */
struct virtio_blk {
    struct hal_block block;         /**< With virtio_blk_ops. */
    struct hal_virtio device;       /**< Where it is. */
    struct virtio_blk_state *state; /**< Not shared with other disks. */
};

/** The @c block.ops of every disk. */
extern const struct hal_block_ops virtio_blk_ops;

#ifdef __cplusplus
}
#endif

#endif
