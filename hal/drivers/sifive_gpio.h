/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive GPIO controller, up to 32 pins (SiFive FE310-G002 Manual, chapter 17).
 */
#ifndef SIFIVE_GPIO_H
#define SIFIVE_GPIO_H

#include <hal/gpio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The intended register values. Initially zero, like the registers. */
struct sifive_gpio_state {
    uint32_t input_en;   /**< Pins that can be read. */
    uint32_t output_en;  /**< Pins that are driven. */
    uint32_t output_val; /**< Levels of the driven pins, 1 for high. */
    uint32_t pull_up;    /**< Pins with the pull-up on. */
    uint32_t rise_ie;    /**< Pins that interrupt on rising edges. */
    uint32_t fall_ie;    /**< Pins that interrupt on falling edges. */
    uint32_t alternate;  /**< Pins assigned to another device: iof_en. */
    uint32_t open_drain; /**< Open-drain pins: output_en switches their level. */
    uint32_t level;      /**< Levels last written to open-drain pins. */
};

/** A controller; constant. */
struct sifive_gpio {
    struct hal_gpio gpio;            /**< With sifive_gpio_ops. */
    uintptr_t base;                  /**< The address of its registers. */
    unsigned pins;                   /**< 1 to 32. */
    struct sifive_gpio_state *state; /**< Not shared with other controllers. */
};

/** The @c gpio.ops of every controller. */
extern const struct hal_gpio_ops sifive_gpio_ops;

/**
 * Assigns the pins in @p mask to their first alternate function, such as UART or SPI. Does not take
 * a struct sifive_gpio, so that a board that only calls this does not link in the GPIO driver.
 */
void sifive_gpio_set_alternate(uintptr_t base, struct sifive_gpio_state *state, uint32_t mask);

#ifdef __cplusplus
}
#endif

#endif
