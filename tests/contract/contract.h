/* SPDX-License-Identifier: MIT */
/*
 * The contract of every implementation of an interface, checked on models and on real devices.
 *
 * Each function returns NULL if the contract holds, else the check that failed.
 */
#ifndef CONTRACT_H
#define CONTRACT_H

#include <hal/block.h>
#include <hal/entropy.h>
#include <hal/gpio.h>
#include <hal/i2c.h>
#include <hal/irq.h>
#include <hal/rtc.h>
#include <hal/spi.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <hal/watchdog.h>

#define CONTRACT_TEXT2(x) #x
#define CONTRACT_TEXT(x)  CONTRACT_TEXT2(x)

/** Returns from the suite with the failed check unless @p condition holds. */
#define CONTRACT(condition)                                                   \
    do {                                                                      \
        if (!(condition)) {                                                   \
            return __FILE_NAME__ ":" CONTRACT_TEXT(__LINE__) ": " #condition; \
        }                                                                     \
    } while (0)

/** The number of device accesses so far. The host's models count them; others leave it 0. */
extern unsigned long contract_touches;

/** Returns from the suite unless @p call refuses its arguments without touching a device. */
#define CONTRACT_REFUSED(call)                                 \
    do {                                                       \
        const unsigned long touches_before = contract_touches; \
        CONTRACT((call) == HAL_ERR_INVALID);                   \
        CONTRACT(contract_touches == touches_before);          \
    } while (0)

/**
 * Erases, programs and reads @p units erase units (at least 3) from @p offset. @p buffer holds one
 * erase unit.
 */
const char *contract_block(const struct hal_block *block, uint64_t offset, uint32_t units,
                           uint8_t *buffer);

/** Needs a port that receives nothing. Sends a few bytes. */
const char *contract_uart(const struct hal_uart *uart, uint32_t baud);

/** Sets and cancels deadlines. No other code may use the timer's deadline. */
const char *contract_timer(const struct hal_timer *timer);

/** Uses @p pin, which nothing else drives; @p absent doesn't exist. */
const char *contract_gpio(const struct hal_pin *pin, const struct hal_pin *absent);

/** Needs a device that answers; transfers bytes with it deselected. */
const char *contract_spi(const struct hal_spi_device *device, uint8_t absent_select);

/** Needs a part at @p address with a readable register @p reg, and no part at @p absent. */
const char *contract_i2c(const struct hal_i2c *bus, uint8_t address, uint8_t reg, uint8_t absent);

/** An interrupt source that the suite can control. */
struct contract_source {
    uint32_t number;
    void (*raise)(void); /**< Requests an interrupt, also a second time. */
    void (*lower)(void); /**< Withdraws the request. */
};

/** Needs interrupts off; leaves the controller reset, except that @p source has priority 1. */
const char *contract_irq(const struct hal_irq *irq, const struct contract_source *source);

/** Sets the clock to another time and back. */
const char *contract_rtc(const struct hal_rtc *rtc);

/** Needs a source that was not opened and works. @p timer limits how long the suite waits. */
const char *contract_entropy(const struct hal_entropy *entropy, const struct hal_timer *timer);

/** Needs an open source whose device has become silent. */
const char *contract_entropy_stuck(const struct hal_entropy *entropy,
                                   const struct hal_timer *timer);

/** Starts the watchdog with @p timeout_ms, during which the suite must end, and stops it. */
const char *contract_watchdog(const struct hal_watchdog *watchdog, uint32_t timeout_ms);

#endif
