/* SPDX-License-Identifier: MIT */
/** @file
 * I2C controller, 7-bit addresses (NXP UM10204).
 *
 * One primitive: messages one after the other, each begun by a (repeated) start and the address,
 * the last one ended by a stop:
 *
 *     S addr+W byte A byte A  Sr addr+R byte A byte N P
 */
#ifndef HAL_I2C_H
#define HAL_I2C_H

#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

/** A message: exactly one of @c tx and @c rx is set. A read has at least one byte. */
struct hal_i2c_message {
    const void *tx; /**< What to write, or NULL. */
    void *rx;       /**< Where what is read goes, or NULL. */
    size_t size;    /**< Bytes of either. */
};

struct hal_i2c;

/** What a driver provides. Each member keeps the contract of the function below that calls it. */
struct hal_i2c_ops {
    /** @{ */
    /** The work of the hal_i2c_ function of this name. */
    int (*transfer)(const struct hal_i2c *bus, uint8_t address,
                    const struct hal_i2c_message *messages, size_t count, uint32_t timeout_us);
    int (*recover)(const struct hal_i2c *bus);
    /** @} */
};

/** A bus: the first member of each driver's own struct. */
struct hal_i2c {
    const struct hal_i2c_ops *ops; /**< The driver's. */
};

/**
 * Exchanges @p count messages with the part at @p address (0x08 to 0x77). After an error the bus
 * has been given back with a stop, as far as the lines could be moved. A write of no bytes asks
 * whether anybody answers. Not for handlers. @p timeout_us bounds the time that a part stretches
 * the clock and that the bus is busy, all in all.
 *
 * @return 0;
 * HAL_ERR_ABSENT: the address was not acknowledged;
 * HAL_ERR_NACK: a byte written was not acknowledged;
 * HAL_ERR_TIMEOUT: the clock was held low too long;
 * HAL_ERR_BUSY: the data line is held low, or another controller won: see hal_i2c_recover;
 * HAL_ERR_INVALID: address or messages are not as stated above, the bus was not touched.
 */
HAL_NODISCARD static inline int hal_i2c_transfer(const struct hal_i2c *bus, uint8_t address,
                                                 const struct hal_i2c_message *messages,
                                                 size_t count, uint32_t timeout_us)
{
    return bus->ops->transfer(bus, address, messages, count, timeout_us);
}

/**
 * Frees a bus whose data line a part holds low, by up to nine clocks and a stop (UM10204, 3.1.16).
 *
 * @return 0, or HAL_ERR_BUSY when the line is still held, HAL_ERR_TIMEOUT when the clock is.
 */
HAL_NODISCARD static inline int hal_i2c_recover(const struct hal_i2c *bus)
{
    return bus->ops->recover(bus);
}

#endif
