/* SPDX-License-Identifier: MIT */
/*
 * What every implementation of an interface must do, checked on fakes and on real devices alike.
 *
 * Each function returns NULL when the contract holds, or what did not.
 */
#ifndef CONTRACT_H
#define CONTRACT_H

#include <hal/block.h>
#include <hal/gpio.h>
#include <hal/i2c.h>
#include <hal/irq.h>
#include <hal/rtc.h>
#include <hal/spi.h>
#include <hal/timer.h>
#include <hal/uart.h>

#define CONTRACT_TEXT2(x) #x
#define CONTRACT_TEXT(x)  CONTRACT_TEXT2(x)

/** Leaves the suite with what failed, unless @p condition holds. */
#define CONTRACT(condition)                                                   \
    do {                                                                      \
        if (!(condition)) {                                                   \
            return __FILE_NAME__ ":" CONTRACT_TEXT(__LINE__) ": " #condition; \
        }                                                                     \
    } while (0)

/** How often devices were touched so far; the host's models count, others leave it 0. */
extern unsigned long contract_touches;

/** Leaves the suite unless @p call refuses its arguments and no device is touched. */
#define CONTRACT_REFUSED(call)                                 \
    do {                                                       \
        const unsigned long touches_before = contract_touches; \
        CONTRACT((call) == HAL_ERR_INVALID);                   \
        CONTRACT(contract_touches == touches_before);          \
    } while (0)

/**
 * Erases, programs and reads @p units erase units (3 at least) from @p offset. @p buffer holds one
 * erase unit.
 */
const char *contract_block(const struct hal_block *block, uint64_t offset, uint32_t units,
                           uint8_t *buffer);

/** Needs a port to which nobody sends; sends a little. */
const char *contract_uart(const struct hal_uart *uart, uint32_t baud);

/** Sets and cancels deadlines; nothing may be waiting for them. */
const char *contract_timer(const struct hal_timer *timer);

/** Uses @p pin, which nothing else drives; @p absent doesn't exist. */
const char *contract_gpio(const struct hal_pin *pin, const struct hal_pin *absent);

/** Needs a device that answers; transfers bytes with it deselected. */
const char *contract_spi(const struct hal_spi_device *device, uint8_t absent_select);

/** Needs a part at @p address with a readable register @p reg, and nobody at @p absent. */
const char *contract_i2c(const struct hal_i2c *bus, uint8_t address, uint8_t reg, uint8_t absent);

/** A source of interrupts that the suite can play on. */
struct contract_source {
    uint32_t number;
    void (*raise)(void); /**< The device asks, anew if it did already. */
    void (*lower)(void); /**< It no longer asks. */
};

/** Needs interrupts off; leaves the controller reset but for @p source's priority, 1. */
const char *contract_irq(const struct hal_irq *irq, const struct contract_source *source);

/** Sets the clock to another time and back. */
const char *contract_rtc(const struct hal_rtc *rtc);

#endif
