/* SPDX-License-Identifier: MIT */
/** @file
 * I2C controller, 7-bit addresses (NXP UM10204).
 *
 * One primitive sends messages in sequence. Each begins with a (repeated) start and the address,
 * and the last one ends with a stop:
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
    const void *tx; /**< The bytes to write, or NULL. */
    void *rx;       /**< The buffer to read into, or NULL. */
    size_t size;    /**< Bytes of the message. */
};

struct hal_i2c;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_i2c_ops {
    /** @{ */
    /** Implements the hal_i2c_ function of the same name. */
    int (*transfer)(const struct hal_i2c *bus, uint8_t address,
                    const struct hal_i2c_message *messages, size_t count, uint32_t timeout_us);
    int (*recover)(const struct hal_i2c *bus);
    /** @} */
};

/** A bus: the first member of each driver's own struct. */
struct hal_i2c {
    const struct hal_i2c_ops *ops; /**< Set by the driver. */
};

/**
 * Exchanges @p count messages with the part at @p address (0x08 to 0x77). @p timeout_us limits the
 * total time that parts stretch the clock and that the bus is busy. A write of no bytes tests
 * whether a part acknowledges. After HAL_ERR_ABSENT or HAL_ERR_NACK a stop has been sent. After
 * HAL_ERR_BUSY or HAL_ERR_TIMEOUT both lines have only been released. Not for handlers.
 *
 * @return 0;
 * HAL_ERR_ABSENT: the address was not acknowledged;
 * HAL_ERR_NACK: a byte written was not acknowledged;
 * HAL_ERR_TIMEOUT: the clock was held low too long;
 * HAL_ERR_BUSY: the data line is held low, or another controller won: see hal_i2c_recover;
 * HAL_ERR_INVALID: the address or a message violates the rules above (bus untouched).
 */
HAL_NODISCARD static inline int hal_i2c_transfer(const struct hal_i2c *bus, uint8_t address,
                                                 const struct hal_i2c_message *messages,
                                                 size_t count, uint32_t timeout_us)
{
    return bus->ops->transfer(bus, address, messages, count, timeout_us);
}

/** Writes @p size bytes to the part; 0 bytes test whether it is there. As hal_i2c_transfer. */
HAL_NODISCARD static inline int hal_i2c_write(const struct hal_i2c *bus, uint8_t address,
                                              const void *data, size_t size, uint32_t timeout_us)
{
    const struct hal_i2c_message message = {data, NULL, size};

    return hal_i2c_transfer(bus, address, &message, 1, timeout_us);
}

/** Reads @p size bytes, 1 or more, from the part. As hal_i2c_transfer. */
HAL_NODISCARD static inline int hal_i2c_read(const struct hal_i2c *bus, uint8_t address, void *data,
                                             size_t size, uint32_t timeout_us)
{
    const struct hal_i2c_message message = {NULL, data, size};

    return hal_i2c_transfer(bus, address, &message, 1, timeout_us);
}

/**
 * Writes @p tx_size bytes, then reads @p rx_size bytes, 1 or more, after a repeated start: how most
 * parts are asked for a register. As hal_i2c_transfer.
 */
HAL_NODISCARD static inline int hal_i2c_write_read(const struct hal_i2c *bus, uint8_t address,
                                                   const void *tx, size_t tx_size, void *rx,
                                                   size_t rx_size, uint32_t timeout_us)
{
    const struct hal_i2c_message messages[] = {{tx, NULL, tx_size}, {NULL, rx, rx_size}};

    return hal_i2c_transfer(bus, address, messages, 2, timeout_us);
}

/**
 * Frees a bus on which a part holds the data line low, by up to nine clocks and a stop (UM10204,
 * 3.1.16). Not for handlers.
 *
 * @return 0; HAL_ERR_BUSY if the data line is still low; HAL_ERR_TIMEOUT if the clock is held low.
 */
HAL_NODISCARD static inline int hal_i2c_recover(const struct hal_i2c *bus)
{
    return bus->ops->recover(bus);
}

#endif
