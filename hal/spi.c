/* SPDX-License-Identifier: MIT */
/* The transaction on any SPI bus: deselects the device even after an error. */
#include <hal/spi.h>

int hal_spi_transaction(const struct hal_spi_device *device, const struct hal_spi_segment *segments,
                        size_t count, uint32_t timeout_us)
{
    int status = hal_spi_begin(device);
    if (status < 0) {
        return status;
    }
    status = HAL_OK;
    for (size_t i = 0; i < count && status == HAL_OK; i++) {
        const struct hal_spi_segment *s = &segments[i];
        status = hal_spi_transfer(device, s->tx, s->rx, s->size, timeout_us);
    }
    hal_spi_end(device);
    return status;
}
