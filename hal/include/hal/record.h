/* SPDX-License-Identifier: MIT */
/** @file
 * A record that survives power failures, on any storage: settings, a counter, a position in a log.
 *
 * It has two slots. A store writes the older slot and leaves the newest one unchanged, so at least
 * one slot is valid at any moment. After a power failure either the old or the new content is
 * loaded. If a slot can't be read in two attempts (HAL_ERR_CORRUPT or HAL_ERR_IO), it is treated as
 * damaged by a power failure. Not for handlers.
 */
#ifndef HAL_RECORD_H
#define HAL_RECORD_H

#include <hal/block.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    HAL_RECORD_OVERHEAD = 16, /**< Bytes of a slot that are not content. */
};

/** The location of a record. Allocated by the caller; must not change. */
struct hal_record {
    const struct hal_block *block; /**< Must have been opened. */
    uint64_t offset;               /**< Of the first slot; the second follows it. */
    uint32_t slot_size;            /**< A multiple of the erase unit. */
    uint8_t *buffer;               /**< Holds a slot's image while a function runs. */
    uint32_t buffer_size;          /**< A multiple of all units, up to slot_size. */
};

/**
 * Copies the newest content to @p data, up to @p size bytes of it.
 *
 * @return the size of the content in bytes; HAL_ERR_CORRUPT if neither slot is valid, as on a new
 * medium; HAL_ERR_INVALID if the record doesn't fit the medium; or an error of hal_block_read.
 */
HAL_NODISCARD int hal_record_load(const struct hal_record *record, void *data, size_t size);

/**
 * Stores @p data as the content. After an error, the content may be the old or the new one.
 *
 * @return 0; HAL_ERR_INVALID (untouched) if @p size plus HAL_RECORD_OVERHEAD exceeds the buffer or
 * the record doesn't fit the medium; HAL_ERR_CORRUPT if the content does not read back; or an error
 * of the storage.
 */
HAL_NODISCARD int hal_record_store(const struct hal_record *record, const void *data, size_t size);

#ifdef __cplusplus
}
#endif

#endif
