/* SPDX-License-Identifier: MIT */
/* See model_spi.h. */
#include <contract.h>
#include <host_test.h>
#include <model_spi.h>

uint8_t model_spi_exchange(struct model_spi_part *part, uint8_t byte)
{
    if (part == NULL) {
        return 0xff;
    }
    const uint8_t out = part->out(part);
    part->in(part, byte);
    return out;
}

static struct model_spi_bus *model_of(const struct hal_spi *bus)
{
    return (struct model_spi_bus *)(uintptr_t)bus;
}

static int begin(const struct hal_spi *bus, const struct hal_spi_config *config)
{
    struct model_spi_bus *m = model_of(bus);
    if ((config->select != 0 && config->select != HAL_SPI_NO_SELECT) || config->mode > 3 ||
        config->max_hz == 0) {
        return HAL_ERR_INVALID;
    }
    assert_false(m->begun);
    contract_touches++;
    m->begun = true;
    m->max_hz = config->max_hz;
    m->selected = config->select == 0;
    if (m->selected && m->part != NULL) {
        m->part->select(m->part, true);
    }
    return (int)(config->max_hz < 25000000 ? config->max_hz : 25000000);
}

static int transfer(const struct hal_spi *bus, const void *tx, void *rx, size_t size,
                    uint32_t timeout_us)
{
    struct model_spi_bus *m = model_of(bus);
    (void)timeout_us;
    assert_true(m->begun);
    for (size_t i = 0; i < size; i++) {
        if (m->faults_after != 0 && --m->faults_after == 0) {
            m->faults_after = 1;
            return HAL_ERR_TIMEOUT;
        }
        const uint8_t out = tx != NULL ? ((const uint8_t *)tx)[i] : 0xff;
        const uint8_t in = model_spi_exchange(m->selected ? m->part : NULL, out);
        if (rx != NULL) {
            ((uint8_t *)rx)[i] = in;
        }
    }
    return HAL_OK;
}

static void end(const struct hal_spi *bus)
{
    struct model_spi_bus *m = model_of(bus);
    assert_true(m->begun);
    m->begun = false;
    if (m->selected && m->part != NULL) {
        m->part->select(m->part, false);
    }
    m->selected = false;
}

void model_spi_init(struct model_spi_bus *bus, struct model_spi_part *part)
{
    static const struct hal_spi_ops ops = {begin, transfer, end};
    *bus = (struct model_spi_bus){.bus = {&ops}, .part = part};
}
