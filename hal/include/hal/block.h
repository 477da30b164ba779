/* SPDX-License-Identifier: MIT */
/** @file
 * Storage that keeps its content: flash chips, memory cards.
 *
 * Offsets and sizes are in bytes. What is programmed must have been erased since it was last
 * programmed; erased bytes read as geometry.erased_value. Where the medium needs no erasing, erase
 * fills with that value. When power fails, only the units being programmed or erased are affected.
 * Calls return when the content is on the medium. Not for handlers.
 */
#ifndef HAL_BLOCK_H
#define HAL_BLOCK_H

#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

/** What a medium is like. The units are in bytes and powers of two. */
struct hal_block_geometry {
    uint64_t size;         /**< Bytes in all. */
    uint32_t program_unit; /**< Offset and size of a program are multiples of it. */
    uint32_t erase_unit;   /**< Offset and size of an erase are multiples of it. */
    uint32_t read_unit;    /**< Offset and size of a read are multiples of it. */
    uint8_t erased_value;  /**< What erased bytes read as. */
};

struct hal_block;

/** What a driver provides. Each member keeps the contract of the function below that calls it. */
struct hal_block_ops {
    /** @{ */
    /** The work of the hal_block_ function of this name. */
    int (*open)(const struct hal_block *block);
    const struct hal_block_geometry *(*geometry)(const struct hal_block *block);
    int (*read)(const struct hal_block *block, uint64_t offset, void *data, size_t size);
    int (*program)(const struct hal_block *block, uint64_t offset, const void *data, size_t size);
    int (*erase)(const struct hal_block *block, uint64_t offset, uint64_t size);
    /** @} */
};

/** A medium: the first member of each driver's own struct. */
struct hal_block {
    const struct hal_block_ops *ops; /**< The driver's. */
};

/**
 * Finds out what is there. The other calls need it to have worked; again after a card was changed.
 *
 * @return 0; HAL_ERR_ABSENT when nothing answers; HAL_ERR_UNSUPPORTED when the part is of a kind
 * the driver doesn't know; HAL_ERR_TIMEOUT or HAL_ERR_IO when it fails.
 */
HAL_NODISCARD static inline int hal_block_open(const struct hal_block *block)
{
    return block->ops->open(block);
}

/** Returns the geometry, whose size is 0 before hal_block_open worked. */
static inline const struct hal_block_geometry *hal_block_geometry(const struct hal_block *block)
{
    return block->ops->geometry(block);
}

/**
 * Reads @p size bytes at @p offset.
 *
 * @return 0; HAL_ERR_INVALID outside the medium or between units (untouched); HAL_ERR_CORRUPT when
 * a checksum is wrong; HAL_ERR_ABSENT when nothing answers any more; HAL_ERR_IO or HAL_ERR_TIMEOUT
 * when the part fails.
 */
HAL_NODISCARD static inline int hal_block_read(const struct hal_block *block, uint64_t offset,
                                               void *data, size_t size)
{
    return block->ops->read(block, offset, data, size);
}

/**
 * Programs @p size bytes at @p offset, unit by unit upwards; on an error the units before the one
 * that failed are done.
 *
 * @return as hal_block_read; HAL_ERR_IO also when the part is write-protected.
 */
HAL_NODISCARD static inline int hal_block_program(const struct hal_block *block, uint64_t offset,
                                                  const void *data, size_t size)
{
    return block->ops->program(block, offset, data, size);
}

/** Erases @p size bytes at @p offset; otherwise like hal_block_program. */
HAL_NODISCARD static inline int hal_block_erase(const struct hal_block *block, uint64_t offset,
                                                uint64_t size)
{
    return block->ops->erase(block, offset, size);
}

/** For drivers: 0 when the span is inside the medium and on @p unit's bounds. */
HAL_NODISCARD static inline int hal_block_check(const struct hal_block_geometry *geometry,
                                                uint64_t offset, uint64_t size, uint32_t unit)
{
    if (offset > geometry->size || size > geometry->size - offset) {
        return HAL_ERR_INVALID;
    }
    return ((offset | size) & (unit - 1)) == 0 ? HAL_OK : HAL_ERR_INVALID;
}

#endif
