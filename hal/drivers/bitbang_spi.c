/* SPDX-License-Identifier: MIT */
/*
 * Bit-banged SPI. Data changes on one clock edge, and both sides sample it on the other. With CPHA
 * 0 the first edge samples, with CPHA 1 the second.
 */
#include <assert.h>
#include <bitbang_spi.h>

enum {
    CPHA = 1,
    CPOL = 2,
    MAX_MODE = 3,
    HALF_S_IN_NS = 500000000,
};

static inline const struct bitbang_spi *device(const struct hal_spi *bus)
{
    static_assert(offsetof(struct bitbang_spi, bus) == 0, "the interface comes first");
    return (const struct bitbang_spi *)bus;
}

int bitbang_spi_init(const struct bitbang_spi *spi)
{
    int status = HAL_OK;
    for (uint8_t i = 0; i < spi->select_count && status == HAL_OK; i++) {
        hal_pin_write(&spi->selects[i], true);
        status = hal_pin_configure(&spi->selects[i], HAL_GPIO_OUTPUT);
    }
    if (status == HAL_OK) {
        status = hal_pin_configure(&spi->sck, HAL_GPIO_OUTPUT);
    }
    if (status == HAL_OK) {
        status = hal_pin_configure(&spi->mosi, HAL_GPIO_OUTPUT);
    }
    return status == HAL_OK ? hal_pin_configure(&spi->miso, HAL_GPIO_INPUT) : status;
}

static void half_period(const struct bitbang_spi *spi)
{
    hal_timer_delay_ns(spi->timer, spi->state->half_ns);
}

static int begin(const struct hal_spi *bus, const struct hal_spi_config *config)
{
    const struct bitbang_spi *spi = device(bus);
    const bool has_select = config->select < spi->select_count;
    if ((!has_select && config->select != HAL_SPI_NO_SELECT) || config->mode > MAX_MODE ||
        config->max_hz == 0) {
        return HAL_ERR_INVALID;
    }
    const uint32_t half_ns = (HALF_S_IN_NS - 1) / config->max_hz + 1;
    *spi->state = (struct bitbang_spi_state){half_ns, config->mode, config->select};
    hal_pin_write(&spi->sck, (config->mode & CPOL) != 0);
    half_period(spi);
    if (has_select) {
        hal_pin_write(&spi->selects[config->select], false);
    }
    half_period(spi);
    return (int)(HALF_S_IN_NS / half_ns);
}

/* Shifts the outgoing bit out at the top and the incoming bit in at the bottom. */
static uint8_t exchange(const struct bitbang_spi *spi, uint8_t out)
{
    const bool idle = (spi->state->mode & CPOL) != 0;
    const bool samples_second = (spi->state->mode & CPHA) != 0;
    unsigned shift = out;
    for (int i = 0; i < 8; i++) {
        if (samples_second) {
            hal_pin_write(&spi->sck, !idle);
        }
        hal_pin_write(&spi->mosi, (shift & 0x80) != 0);
        half_period(spi);
        hal_pin_write(&spi->sck, samples_second ? idle : !idle);
        shift = (shift << 1) | (hal_pin_read(&spi->miso) ? 1U : 0U);
        half_period(spi);
        if (!samples_second) {
            hal_pin_write(&spi->sck, idle);
        }
    }
    return (uint8_t)shift;
}

static int transfer(const struct hal_spi *bus, const void *tx, void *rx, size_t size,
                    uint32_t timeout_us)
{
    const struct bitbang_spi *spi = device(bus);
    const uint8_t *from = (const uint8_t *)tx;
    uint8_t *to = (uint8_t *)rx;
    struct hal_deadline deadline = hal_deadline_start(spi->timer, timeout_us);
    for (size_t i = 0; i < size; i++) {
        /* A transfer never waits for the device, so even a timeout of 0 allows one byte. */
        if (i != 0 && hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
        const uint8_t in = exchange(spi, from != NULL ? from[i] : 0xff);
        if (to != NULL) {
            to[i] = in;
        }
    }
    return HAL_OK;
}

static void end(const struct hal_spi *bus)
{
    const struct bitbang_spi *spi = device(bus);
    half_period(spi);
    if (spi->state->select != HAL_SPI_NO_SELECT) {
        hal_pin_write(&spi->selects[spi->state->select], true);
    }
    half_period(spi);
}

const struct hal_spi_ops bitbang_spi_ops = {
    .begin = begin,
    .transfer = transfer,
    .end = end,
};
