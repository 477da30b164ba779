/* SPDX-License-Identifier: MIT */
/* The contract of <hal/spi.h>. */
#include "contract.h"

enum {
    TIMEOUT_US = 1000000,
};

const char *contract_spi(const struct hal_spi_device *device, uint8_t absent_select)
{
    struct hal_spi_device other = *device;
    uint8_t bytes[20] = {0};
    const struct hal_spi_segment none = {NULL, NULL, 0};
    const struct hal_spi_segment clocks = {NULL, bytes, sizeof(bytes)};
    other.config.select = absent_select;
    CONTRACT_REFUSED(hal_spi_begin(&other));
    other.config = device->config;
    other.config.mode = 4;
    CONTRACT_REFUSED(hal_spi_begin(&other));
    other.config.mode = 0;
    other.config.max_hz = 0;
    CONTRACT_REFUSED(hal_spi_begin(&other));
    for (uint32_t hz = 100000; hz <= 50000000; hz = hz * 3 + 1) {
        other.config.max_hz = hz;
        const int achieved = hal_spi_begin(&other);
        CONTRACT(achieved > 0 && (uint32_t)achieved <= hz);
        hal_spi_end(&other);
    }
    CONTRACT(hal_spi_transaction(device, &none, 1, TIMEOUT_US) == HAL_OK);
    CONTRACT(hal_spi_transaction(device, &none, 0, TIMEOUT_US) == HAL_OK);
    other.config = device->config;
    other.config.select = HAL_SPI_NO_SELECT;
    CONTRACT(hal_spi_transaction(&other, &clocks, 1, TIMEOUT_US) == HAL_OK);
    return NULL;
}
