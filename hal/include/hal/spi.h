/* SPDX-License-Identifier: MIT */
/** @file
 * SPI: a bus that several devices share, and a device with its select line, mode and speed.
 *
 *     select  ‾\_____________________________/‾
 *     clock      _-_-_-_-_-_-_-_  _-_-_-_ ...
 *              begin  transfer   transfer  end
 *
 * A driver of a part has a struct hal_spi_device and uses transactions. Frames are 8 bits, most
 * significant bit first. Between begin and end the bus belongs to one device. Harts that share a
 * bus must protect it with a lock. The functions poll the bus, so they are not for handlers.
 */
#ifndef HAL_SPI_H
#define HAL_SPI_H

#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    HAL_SPI_NO_SELECT = 0xff, /**< No select line: clocks without selecting a device. */
};

/** A device's settings of the bus. */
struct hal_spi_config {
    uint32_t max_hz; /**< The clock may be slower, never faster. */
    uint8_t mode;    /**< 0 to 3: bit 1 is CPOL (idle level), bit 0 CPHA (sample on 2nd edge). */
    uint8_t select;  /**< Number of the select line, active low, or HAL_SPI_NO_SELECT. */
};

struct hal_spi;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_spi_ops {
    /** @{ */
    /** Implements the hal_spi_ function of the same name. */
    int (*begin)(const struct hal_spi *bus, const struct hal_spi_config *config);
    int (*transfer)(const struct hal_spi *bus, const void *tx, void *rx, size_t size,
                    uint32_t timeout_us);
    void (*end)(const struct hal_spi *bus);
    /** @} */
};

/** A bus: the first member of each driver's own struct. */
struct hal_spi {
    const struct hal_spi_ops *ops; /**< Set by the driver. */
};

/** A device on a bus. */
struct hal_spi_device {
    const struct hal_spi *bus;    /**< May be shared. */
    struct hal_spi_config config; /**< Set for each transaction. */
};

/**
 * A part of a transaction. Without @c tx, ones are sent. Without @c rx, received bytes are dropped.
 */
struct hal_spi_segment {
    const void *tx; /**< The bytes to send, or NULL. */
    void *rx;       /**< The buffer to receive into, or NULL. */
    size_t size;    /**< Bytes in each direction. */
};

/**
 * Configures the bus for the device and selects it. If this succeeds, hal_spi_end must follow.
 *
 * @return the clock achieved in Hz; HAL_ERR_INVALID (untouched) if the bus lacks the select line or
 * mode, or can't be that slow.
 */
HAL_NODISCARD static inline int hal_spi_begin(const struct hal_spi_device *device)
{
    return device->bus->ops->begin(device->bus, &device->config);
}

/**
 * Sends @p size bytes from @p tx and receives as many into @p rx; see struct hal_spi_segment for
 * NULL. @p tx and @p rx may be the same. Returns after the last bit.
 *
 * @return 0, or HAL_ERR_TIMEOUT after an unknown number of bytes; the device stays selected.
 */
HAL_NODISCARD static inline int hal_spi_transfer(const struct hal_spi_device *device,
                                                 const void *tx, void *rx, size_t size,
                                                 uint32_t timeout_us)
{
    return device->bus->ops->transfer(device->bus, tx, rx, size, timeout_us);
}

/** Deselects the device after the last bit. Call it also after an error. */
static inline void hal_spi_end(const struct hal_spi_device *device)
{
    device->bus->ops->end(device->bus);
}

/**
 * Selects the device, transfers @p count segments and deselects the device, even if a segment
 * fails. @p timeout_us limits the time of each segment.
 *
 * @return 0, or the error of hal_spi_begin or hal_spi_transfer.
 */
HAL_NODISCARD int hal_spi_transaction(const struct hal_spi_device *device,
                                      const struct hal_spi_segment *segments, size_t count,
                                      uint32_t timeout_us);

/**
 * One transaction: sends @p tx_size bytes, then receives @p rx_size bytes; either may be 0. As
 * hal_spi_transaction.
 */
HAL_NODISCARD static inline int hal_spi_write_read(const struct hal_spi_device *device,
                                                   const void *tx, size_t tx_size, void *rx,
                                                   size_t rx_size, uint32_t timeout_us)
{
    const struct hal_spi_segment segments[] = {{tx, NULL, tx_size}, {NULL, rx, rx_size}};

    return hal_spi_transaction(device, segments, 2, timeout_us);
}

#ifdef __cplusplus
}
#endif

#endif
