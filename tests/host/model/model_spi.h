/* SPDX-License-Identifier: MIT */
/*
 * Parts on an SPI bus for host tests, and a hal_spi bus connected directly to them. The same parts
 * also serve modelled controllers and wires.
 */
#ifndef MODEL_SPI_H
#define MODEL_SPI_H

#include <hal/spi.h>
#include <stdbool.h>

/** As on the wire, a part returns a byte before it receives the byte sent to it. */
struct model_spi_part {
    void (*select)(struct model_spi_part *part, bool selected);
    uint8_t (*out)(struct model_spi_part *part);
    void (*in)(struct model_spi_part *part, uint8_t byte);
};

/** Exchanges one byte with @p part, or with an empty bus if it is NULL. */
uint8_t model_spi_exchange(struct model_spi_part *part, uint8_t byte);

struct model_spi_bus {
    struct hal_spi bus;
    struct model_spi_part *part; /**< On select line 0. */
    bool begun;
    bool selected;
    uint32_t max_hz;       /**< What the last transaction asked for. */
    unsigned faults_after; /**< Bytes until transfers time out; 0 for never. */
};

void model_spi_init(struct model_spi_bus *bus, struct model_spi_part *part);

#endif
