/* SPDX-License-Identifier: MIT */
/** @file
 * The one error vocabulary of the device interfaces.
 *
 * A fallible function returns zero or a count when it worked and one of these, all negative,
 * when it didn't. The set stays small on purpose: a portable driver acts on kinds, not on chips.
 */
#ifndef HAL_STATUS_H
#define HAL_STATUS_H

/** Marks a function whose result must be looked at. */
#define HAL_NODISCARD __attribute__((warn_unused_result))

/** What a device interface answers with. */
enum hal_status {
    HAL_OK = 0,               /**< It worked. */
    HAL_ERR_TIMEOUT = -1,     /**< The time ran out; the device is as the function says. */
    HAL_ERR_INVALID = -2,     /**< An argument is out of range; the device was not touched. */
    HAL_ERR_UNSUPPORTED = -3, /**< The device can't do this; nothing was changed. */
    HAL_ERR_BUSY = -4,        /**< In use by somebody else; try again later. */
    HAL_ERR_IO = -5,          /**< The device reported a failure. */
    HAL_ERR_NACK = -6,        /**< The addressed part did not acknowledge. */
    HAL_ERR_ABSENT = -7,      /**< Nothing answers where the device should be. */
    HAL_ERR_CORRUPT = -8,     /**< Data came back with a wrong checksum or pattern. */
};

/** Waits without end, for functions with a timeout in microseconds. */
#define HAL_FOREVER UINT32_MAX

#endif
