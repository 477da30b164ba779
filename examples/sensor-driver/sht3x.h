/* SPDX-License-Identifier: MIT */
/** @file
 * Sensirion SHT3x humidity and temperature sensor (SHT30, SHT31, SHT35) on any I2C bus. Supports
 * single measurements of high repeatability (data sheet SHT3x-DIS, sections 4.3 and 4.4).
 */
#ifndef SHT3X_H
#define SHT3X_H

#include <hal/i2c.h>
#include <hal/timer.h>

/** The address, selected by the level of the part's ADDR pin. */
enum {
    SHT3X_ADDRESS_LOW = 0x44,
    SHT3X_ADDRESS_HIGH = 0x45,
};

/** A sensor; constant. */
struct sht3x {
    const struct hal_i2c *bus;     /**< The sensor's bus. */
    const struct hal_timer *timer; /**< Times the wait for a measurement. */
    uint8_t address;               /**< SHT3X_ADDRESS_LOW or SHT3X_ADDRESS_HIGH. */
};

/** A measurement. */
struct sht3x_reading {
    int32_t millicelsius;      /**< Temperature in 1/1000 degree Celsius, -45000 to 130000. */
    uint32_t milli_percent_rh; /**< Relative humidity in 1/1000 percent, 0 to 100000. */
};

/**
 * Measures once and writes the result to @p reading. Takes 16 ms plus two transfers. Not for
 * handlers.
 *
 * @return 0;
 * HAL_ERR_CORRUPT: a checksum of the answer is wrong; the next call may succeed;
 * or an error of hal_i2c_transfer, such as HAL_ERR_ABSENT if the part doesn't respond.
 * After an error @p reading is unchanged.
 */
HAL_NODISCARD int sht3x_read(const struct sht3x *sensor, struct sht3x_reading *reading);

/**
 * The part's checksum of @p size bytes: CRC-8, polynomial 0x31, initial value 0xff (section 4.12).
 */
uint8_t sht3x_checksum(const uint8_t *data, size_t size);

#endif
