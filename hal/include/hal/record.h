/* SPDX-License-Identifier: MIT */
/** @file
 * A record that survives power cuts, on any storage: settings, a counter, a position in a log.
 *
 * Two slots hold it in turn. A store writes the slot that is not the newest and leaves the newest
 * one alone, so that at any moment at least one of them is whole: after a cut the old or the new
 * content is loaded, never anything else. A slot where the storage twice says HAL_ERR_CORRUPT or
 * HAL_ERR_IO counts as one that a cut has struck.
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

/** Where a record is stored. The caller's, and constant. */
struct hal_record {
    const struct hal_block *block; /**< Has been opened. */
    uint64_t offset;               /**< Of the first slot; the second follows it. */
    uint32_t slot_size;            /**< A multiple of the erase unit. */
    uint8_t *buffer;               /**< Holds a whole slot's image while a function runs. */
    uint32_t buffer_size;          /**< A multiple of all units, up to slot_size. */
};

/**
 * Copies the newest content to @p data, up to @p size bytes of it.
 *
 * @return how many bytes the content has; HAL_ERR_CORRUPT when neither slot holds any, as on a new
 * medium; HAL_ERR_INVALID when the record doesn't fit the medium; or what reading returned.
 */
HAL_NODISCARD int hal_record_load(const struct hal_record *record, void *data, size_t size);

/**
 * Makes @p data the content. When it returns an error, the content may be the old or the new one.
 *
 * @return 0; HAL_ERR_INVALID when @p size and HAL_RECORD_OVERHEAD exceed the buffer or the record
 * doesn't fit the medium (untouched); HAL_ERR_CORRUPT when the content does not read back; or what
 * the storage returned.
 */
HAL_NODISCARD int hal_record_store(const struct hal_record *record, const void *data, size_t size);

#ifdef __cplusplus
}
#endif

#endif
