/* SPDX-License-Identifier: MIT */
/*
 * SiFive SPI. Every byte sent also receives one, so a burst fills the transmit FIFO of 8 bytes and
 * reads as many bytes back. When all have been received, the last bit is out. The select line is
 * held from the first frame on. end() deasserts it by returning to the mode "asserted during a
 * frame".
 */
#include <assert.h>
#include <hal/mmio.h>
#include <sifive_spi.h>
#include <stdbool.h>

struct sifive_spi_regs {
    reg_rw32 sckdiv;
    reg_rw32 sckmode;
    reg_ro32 reserved1[2];
    reg_rw32 csid;
    reg_rw32 csdef;
    reg_rw32 csmode;
    reg_ro32 reserved2[3];
    reg_rw32 delay0;
    reg_rw32 delay1;
    reg_ro32 reserved3[4];
    reg_rw32 fmt;
    reg_ro32 reserved4;
    reg_rw32 txdata;
    reg_ro32 rxdata;
    reg_rw32 txmark;
    reg_rw32 rxmark;
    reg_ro32 reserved5[2];
    reg_rw32 fctrl;
    reg_rw32 ffmt;
    reg_ro32 reserved6[2];
    reg_rw32 ie;
    reg_ro32 ip;
};
MMIO_ASSERT_OFFSET(struct sifive_spi_regs, csid, 0x10);
MMIO_ASSERT_OFFSET(struct sifive_spi_regs, delay0, 0x28);
MMIO_ASSERT_OFFSET(struct sifive_spi_regs, fmt, 0x40);
MMIO_ASSERT_OFFSET(struct sifive_spi_regs, rxdata, 0x4c);
MMIO_ASSERT_OFFSET(struct sifive_spi_regs, fctrl, 0x60);
MMIO_ASSERT_SIZE(struct sifive_spi_regs, 0x78);

enum {
    CSMODE_AUTO = 0,
    CSMODE_HOLD = 2,
    CSMODE_OFF = 3,
    FMT_8_BITS_SINGLE = 8 << 16,
    MAX_DIV = 0xfff,
    MAX_MODE = 3,
    DRAIN_US = 100000, /* the FIFO at the largest divisor takes 2^19 cycles of the input clock */
    FIFO_SIZE = 8,
};
#define RXDATA_EMPTY 0x80000000U

static inline const struct sifive_spi *device(const struct hal_spi *bus)
{
    static_assert(offsetof(struct sifive_spi, bus) == 0, "the interface comes first");
    return (const struct sifive_spi *)bus;
}

static inline struct sifive_spi_regs *regs(const struct sifive_spi *dev)
{
    return (struct sifive_spi_regs *)dev->base;
}

static void drop_received(const struct sifive_spi *dev)
{
    for (int i = 0; i < FIFO_SIZE; i++) {
        (void)reg_read(&regs(dev)->rxdata);
    }
}

/* The bus clock is the input clock divided by 2 * (div + 1). */
static uint32_t divisor_for(uint32_t clock_hz, uint32_t max_hz)
{
    const uint64_t step = 2 * (uint64_t)max_hz;
    return (uint32_t)((clock_hz + step - 1) / step) - 1;
}

static bool is_possible(const struct sifive_spi *dev, const struct hal_spi_config *config)
{
    const bool has_select = config->select < dev->selects || config->select == HAL_SPI_NO_SELECT;
    return has_select && config->mode <= MAX_MODE && config->max_hz != 0 &&
           divisor_for(dev->clock_hz, config->max_hz) <= MAX_DIV;
}

static int begin(const struct hal_spi *bus, const struct hal_spi_config *config)
{
    const struct sifive_spi *dev = device(bus);
    struct sifive_spi_regs *r = regs(dev);
    if (!is_possible(dev, config)) {
        return HAL_ERR_INVALID;
    }
    const uint32_t div = divisor_for(dev->clock_hz, config->max_hz);
    reg_write(&r->fctrl, 0); /* a memory-mapped flash window would occupy the bus */
    reg_write(&r->ie, 0);
    reg_write(&r->sckdiv, div);
    /* The mode register has CPHA at bit 0 and CPOL at bit 1, like the mode's number. */
    reg_write(&r->sckmode, config->mode);
    reg_write(&r->fmt, FMT_8_BITS_SINGLE);
    drop_received(dev);
    if (config->select == HAL_SPI_NO_SELECT) {
        reg_write(&r->csmode, CSMODE_OFF);
    } else {
        reg_write(&r->csid, config->select);
        reg_write(&r->csmode, CSMODE_HOLD);
    }
    return (int)(dev->clock_hz / (2 * (div + 1)));
}

/* Returns the received byte, or -1 after the deadline. */
static int receive(const struct sifive_spi *dev, struct hal_deadline *deadline)
{
    uint32_t value;
    while (((value = reg_read(&regs(dev)->rxdata)) & RXDATA_EMPTY) != 0) {
        if (hal_deadline_passed(deadline)) {
            return -1;
        }
    }
    return (int)(value & 0xff);
}

/* Waits for the frames that are still in the FIFO. The select line then stays asserted until the
 * last bit, and the next transfer does not receive their bytes. */
static void drain(const struct sifive_spi *dev, size_t frames)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, DRAIN_US);
    while (frames != 0 && receive(dev, &deadline) >= 0) {
        frames--;
    }
}

static bool exchange_burst(const struct sifive_spi *dev, const uint8_t *tx, uint8_t *rx,
                           size_t size, struct hal_deadline *deadline)
{
    for (size_t i = 0; i < size; i++) {
        reg_write(&regs(dev)->txdata, tx != NULL ? tx[i] : 0xff);
    }
    for (size_t i = 0; i < size; i++) {
        const int value = receive(dev, deadline);
        if (value < 0) {
            drain(dev, size - i);
            return false;
        }
        if (rx != NULL) {
            rx[i] = (uint8_t)value;
        }
    }
    return true;
}

static int transfer(const struct hal_spi *bus, const void *tx, void *rx, size_t size,
                    uint32_t timeout_us)
{
    const struct sifive_spi *dev = device(bus);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    for (size_t done = 0; done < size; done += FIFO_SIZE) {
        const size_t burst = size - done < FIFO_SIZE ? size - done : FIFO_SIZE;
        const uint8_t *from = tx != NULL ? (const uint8_t *)tx + done : NULL;
        uint8_t *to = rx != NULL ? (uint8_t *)rx + done : NULL;
        if (!exchange_burst(dev, from, to, burst, &deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

static void end(const struct hal_spi *bus)
{
    reg_write(&regs(device(bus))->csmode, CSMODE_AUTO);
}

const struct hal_spi_ops sifive_spi_ops = {
    .begin = begin,
    .transfer = transfer,
    .end = end,
};
