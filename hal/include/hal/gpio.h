/* SPDX-License-Identifier: MIT */
/** @file
 * General-purpose pins, up to 32 a controller.
 *
 * Portable code is handed a struct hal_pin and needs no more. Levels are those on the wire.
 */
#ifndef HAL_GPIO_H
#define HAL_GPIO_H

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

/** What a pin is for. */
enum hal_gpio_mode {
    HAL_GPIO_INPUT,        /**< High impedance. */
    HAL_GPIO_INPUT_PULLUP, /**< High unless something pulls it low. */
    HAL_GPIO_OUTPUT,       /**< Both levels are driven. */
    HAL_GPIO_OPEN_DRAIN,   /**< Low is driven, high is left to a pull-up; it can be read. */
};

/** Which edges interrupt; combined with |. */
enum hal_gpio_edge {
    HAL_GPIO_EDGE_NONE = 0,    /**< Not watched. */
    HAL_GPIO_EDGE_RISING = 1,  /**< From low to high. */
    HAL_GPIO_EDGE_FALLING = 2, /**< From high to low. */
    HAL_GPIO_EDGE_BOTH = 3,    /**< Either way. */
};

struct hal_gpio;

/** What a driver provides. Each member keeps the contract of the function below that calls it. */
struct hal_gpio_ops {
    /** @{ */
    /** The work of the hal_pin_ function of this name, for the pin of this number. */
    int (*configure)(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode);
    void (*write)(const struct hal_gpio *gpio, unsigned pin, bool high);
    void (*toggle)(const struct hal_gpio *gpio, unsigned pin);
    bool (*read)(const struct hal_gpio *gpio, unsigned pin);
    int (*watch)(const struct hal_gpio *gpio, unsigned pin, unsigned edges);
    /** @} */
    uint32_t (*take_edges)(const struct hal_gpio *gpio); /**< See hal_gpio_take_edges. */
};

/** A controller: the first member of each driver's own struct. */
struct hal_gpio {
    const struct hal_gpio_ops *ops; /**< The driver's. */
};

/** One pin of a controller. */
struct hal_pin {
    const struct hal_gpio *gpio; /**< Its controller. */
    unsigned number;             /**< On its controller, from 0. */
};

/**
 * Makes the pin what @p mode says. An output first drives the level written last, low if none; an
 * open-drain pin starts released. Edges are no longer watched.
 *
 * @return 0; HAL_ERR_INVALID for a pin or HAL_ERR_UNSUPPORTED for a mode that the controller does
 * not have, untouched.
 */
HAL_NODISCARD static inline int hal_pin_configure(const struct hal_pin *pin,
                                                  enum hal_gpio_mode mode)
{
    return pin->gpio->ops->configure(pin->gpio, pin->number, mode);
}

/** Drives the pin, or releases it if it is open-drain and @p high. Callable from anywhere. */
static inline void hal_pin_write(const struct hal_pin *pin, bool high)
{
    pin->gpio->ops->write(pin->gpio, pin->number, high);
}

/** Inverts what was written last. Callable from anywhere. */
static inline void hal_pin_toggle(const struct hal_pin *pin)
{
    pin->gpio->ops->toggle(pin->gpio, pin->number);
}

/** Returns true while the level on the wire is high. Callable from anywhere. */
HAL_NODISCARD static inline bool hal_pin_read(const struct hal_pin *pin)
{
    return pin->gpio->ops->read(pin->gpio, pin->number);
}

/**
 * Interrupts for exactly these @p edges (enum hal_gpio_edge) of the pin from now on; an earlier one
 * is forgotten.
 *
 * @return 0; HAL_ERR_INVALID for a pin that the controller doesn't have, untouched.
 */
HAL_NODISCARD static inline int hal_pin_watch(const struct hal_pin *pin, unsigned edges)
{
    return pin->gpio->ops->watch(pin->gpio, pin->number, edges);
}

/**
 * Returns and forgets the watched edges so far: bit n is pin n. The controller's interrupt
 * handler calls it, which ends the interrupt; it may get 0 if the
 * interrupt controller noted an interrupt twice. Callable from anywhere.
 */
HAL_NODISCARD static inline uint32_t hal_gpio_take_edges(const struct hal_gpio *gpio)
{
    return gpio->ops->take_edges(gpio);
}

#endif
