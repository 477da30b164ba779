/* SPDX-License-Identifier: MIT */
/** @file
 * The error codes of the device interfaces.
 *
 * A function that can fail returns zero or a count on success, and one of these negative codes on
 * failure. The set is small on purpose: portable code acts on kinds of errors, not on chips.
 */
#ifndef HAL_STATUS_H
#define HAL_STATUS_H

/** Marks a function whose result must be checked, or given to hal_ignore. */
#define HAL_NODISCARD __attribute__((warn_unused_result))

/** Result codes of the device interfaces. */
enum hal_status {
    HAL_OK = 0,               /**< Success. */
    HAL_ERR_TIMEOUT = -1,     /**< Timed out; the function's comment has the device's state. */
    HAL_ERR_INVALID = -2,     /**< An argument is out of range; the device was not touched. */
    HAL_ERR_UNSUPPORTED = -3, /**< The device can't do this; nothing was changed. */
    HAL_ERR_BUSY = -4,        /**< In use; retry later. */
    HAL_ERR_IO = -5,          /**< The device reported a failure. */
    HAL_ERR_NACK = -6,        /**< The addressed part did not acknowledge. */
    HAL_ERR_ABSENT = -7,      /**< The device does not respond. */
    HAL_ERR_CORRUPT = -8,     /**< Data came back with a wrong checksum or pattern. */
};

#ifdef __cplusplus
extern "C" {
#endif

/**
 * For a result that does not matter:
 *
 *     hal_ignore(hal_uart_flush(console, 1000));
 *
 * A cast to void is no use: the compiler warns all the same. Say in a comment why nobody looks.
 */
static inline void hal_ignore(long long result)
{
    (void)result;
}

/** Describes a result code, such as "timed out": for messages. Callable from anywhere. */
const char *hal_status_name(int status);

#ifdef __cplusplus
}
#endif

/** A timeout in microseconds without a limit. */
#define HAL_FOREVER UINT32_MAX

#endif
