/* SPDX-License-Identifier: MIT */
/** @file
 * Temperature sensors of the TMP1xx family (TMP102, TMP105, TMP112, TMP175) on any I2C bus.
 */
#ifndef TMP1XX_H
#define TMP1XX_H

#include <hal/i2c.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A sensor; constant. */
struct tmp1xx {
    const struct hal_i2c *bus; /**< The sensor's bus. */
    uint8_t address;           /**< 0x48 to 0x4f, set by the part's address pins. */
};

/**
 * Reads the temperature in thousandths of a degree Celsius into @p millicelsius. Supports the
 * normal and the extended (13-bit) format. Not for handlers.
 *
 * @return 0, or an error of hal_i2c_transfer with @p millicelsius unchanged.
 */
HAL_NODISCARD int tmp1xx_read(const struct tmp1xx *sensor, int32_t *millicelsius);

#ifdef __cplusplus
}
#endif

#endif
