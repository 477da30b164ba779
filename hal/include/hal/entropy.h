/* SPDX-License-Identifier: MIT */
/** @file
 * An entropy source: unpredictable bytes from a device.
 *
 * The bytes seed a random bit generator. Don't use them as keys: a source may be slow, and its
 * bytes may have less than 8 bits of min-entropy (NIST SP 800-90B, 2.1).
 * hal_entropy_get_min_entropy returns what its specification promises. From that, a generator works
 * out how many bytes to read. For 256 bits of security it compresses that many bytes with a hash
 * function of 256 bits or more (SP 800-90B, 3.1.5.1). Testing the health of the source is the
 * device's task.
 *
 * Not for handlers. One hart at a time may use a device.
 */
#ifndef HAL_ENTROPY_H
#define HAL_ENTROPY_H

#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

struct hal_entropy;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_entropy_ops {
    /** @{ */
    /** Implements the hal_entropy_ function of the same name. */
    int (*open)(const struct hal_entropy *entropy);
    int (*read)(const struct hal_entropy *entropy, void *data, size_t size, uint32_t timeout_us);
    /** @} */
    uint8_t min_entropy; /**< For hal_entropy_get_min_entropy. */
};

/** A source: the first member of each driver's own struct. */
struct hal_entropy {
    const struct hal_entropy_ops *ops; /**< Set by the driver. */
};

/**
 * Detects and starts the source. Must succeed before hal_entropy_read. May be repeated, also after
 * an error.
 *
 * @return 0; HAL_ERR_ABSENT if there is no such device; HAL_ERR_UNSUPPORTED if the driver doesn't
 * support it; HAL_ERR_TIMEOUT or HAL_ERR_IO if it fails.
 */
HAL_NODISCARD static inline int hal_entropy_open(const struct hal_entropy *entropy)
{
    return entropy->ops->open(entropy);
}

/**
 * Fills @p data with @p size bytes from the source, within @p timeout_us microseconds. There is no
 * partial success: after an error, all bytes of @p data are 0.
 *
 * With timeout 0, takes what the device has ready. If a driver must request bytes first, the first
 * call does that, and a later one succeeds.
 *
 * @return 0; HAL_ERR_TIMEOUT if the time ran out, and a later call may succeed; HAL_ERR_IO if the
 * device has failed: its bytes can't be trusted, and only hal_entropy_open can start it again;
 * HAL_ERR_ABSENT (untouched) if it is not open. A size of 0 doesn't touch the device.
 */
HAL_NODISCARD static inline int hal_entropy_read(const struct hal_entropy *entropy, void *data,
                                                 size_t size, uint32_t timeout_us)
{
    return entropy->ops->read(entropy, data, size, timeout_us);
}

/**
 * Returns the bits of min-entropy in each byte, 1 to 8, that the specification of the device
 * promises. Callable from anywhere.
 */
static inline unsigned hal_entropy_get_min_entropy(const struct hal_entropy *entropy)
{
    return entropy->ops->min_entropy;
}

#endif
