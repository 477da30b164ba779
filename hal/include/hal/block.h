/* SPDX-License-Identifier: MIT */
/** @file
 * Non-volatile storage: flash chips, memory cards.
 *
 * Offsets and sizes are in bytes. Bytes must be erased before they are programmed; erased bytes
 * read as geometry.erased_value. On a medium that needs no erasing, erase fills with that value. A
 * power failure affects only the units being programmed or erased. Calls return when the content is
 * on the medium. Not for handlers.
 */
#ifndef HAL_BLOCK_H
#define HAL_BLOCK_H

#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

/** The geometry of a medium. The units are in bytes and are powers of two. */
struct hal_block_geometry {
    uint64_t size;         /**< Total bytes. */
    uint32_t program_unit; /**< Offset and size of a program are multiples of it. */
    uint32_t erase_unit;   /**< Offset and size of an erase are multiples of it. */
    uint32_t read_unit;    /**< Offset and size of a read are multiples of it. */
    uint8_t erased_value;  /**< The value of erased bytes. */
};

struct hal_block;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_block_ops {
    /** @{ */
    /** Implements the hal_block_ function of the same name. */
    int (*open)(const struct hal_block *block);
    const struct hal_block_geometry *(*geometry)(const struct hal_block *block);
    int (*read)(const struct hal_block *block, uint64_t offset, void *data, size_t size);
    int (*program)(const struct hal_block *block, uint64_t offset, const void *data, size_t size);
    int (*erase)(const struct hal_block *block, uint64_t offset, uint64_t size);
    /** @} */
};

/** A medium: the first member of each driver's own struct. */
struct hal_block {
    const struct hal_block_ops *ops; /**< Set by the driver. */
};

/**
 * Detects the medium. Must succeed before any other call, and must be repeated after a card was
 * changed.
 *
 * @return 0; HAL_ERR_ABSENT if nothing responds; HAL_ERR_UNSUPPORTED if the driver doesn't support
 * the part; HAL_ERR_TIMEOUT or HAL_ERR_IO if the part fails.
 */
HAL_NODISCARD static inline int hal_block_open(const struct hal_block *block)
{
    return block->ops->open(block);
}

/** Returns the geometry. Its size is 0 until hal_block_open succeeds. */
static inline const struct hal_block_geometry *hal_block_get_geometry(const struct hal_block *block)
{
    return block->ops->geometry(block);
}

/**
 * Reads @p size bytes at @p offset.
 *
 * @return 0; HAL_ERR_INVALID (untouched) if the span is outside the medium or not aligned to units,
 * or if the device reads into memory by itself and hal_dma_fits (hal/dma.h) refuses @p data;
 * HAL_ERR_CORRUPT if a checksum is wrong; HAL_ERR_ABSENT if nothing responds any more; HAL_ERR_IO
 * or HAL_ERR_TIMEOUT if the part fails.
 */
HAL_NODISCARD static inline int hal_block_read(const struct hal_block *block, uint64_t offset,
                                               void *data, size_t size)
{
    return block->ops->read(block, offset, data, size);
}

/**
 * Programs @p size bytes at @p offset, from the lowest unit to the highest. On an error, the units
 * below the failed one are programmed.
 *
 * @return as hal_block_read; HAL_ERR_IO also if the part is write-protected.
 */
HAL_NODISCARD static inline int hal_block_program(const struct hal_block *block, uint64_t offset,
                                                  const void *data, size_t size)
{
    return block->ops->program(block, offset, data, size);
}

/** Erases @p size bytes at @p offset. Everything else is as with hal_block_program. */
HAL_NODISCARD static inline int hal_block_erase(const struct hal_block *block, uint64_t offset,
                                                uint64_t size)
{
    return block->ops->erase(block, offset, size);
}

/** For drivers: returns 0 if the span is inside the medium and aligned to @p unit. */
HAL_NODISCARD static inline int hal_block_check(const struct hal_block_geometry *geometry,
                                                uint64_t offset, uint64_t size, uint32_t unit)
{
    if (offset > geometry->size || size > geometry->size - offset) {
        return HAL_ERR_INVALID;
    }
    return ((offset | size) & (unit - 1)) == 0 ? HAL_OK : HAL_ERR_INVALID;
}

#endif
