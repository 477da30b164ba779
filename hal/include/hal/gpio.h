/* SPDX-License-Identifier: MIT */
/** @file
 * General-purpose pins, up to 32 per controller.
 *
 * Portable code needs only a struct hal_pin. Levels are those on the wire.
 */
#ifndef HAL_GPIO_H
#define HAL_GPIO_H

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

/** The mode of a pin. */
enum hal_gpio_mode {
    HAL_GPIO_INPUT,        /**< High impedance. */
    HAL_GPIO_INPUT_PULLUP, /**< High unless something pulls it low. */
    HAL_GPIO_OUTPUT,       /**< Both levels are driven. */
    HAL_GPIO_OPEN_DRAIN,   /**< Low is driven, high is by pull-up; the pin can be read. */
};

/** The edges that interrupt; combine with |. */
enum hal_gpio_edge {
    HAL_GPIO_EDGE_NONE = 0,    /**< Not watched. */
    HAL_GPIO_EDGE_RISING = 1,  /**< From low to high. */
    HAL_GPIO_EDGE_FALLING = 2, /**< From high to low. */
    HAL_GPIO_EDGE_BOTH = 3,    /**< Both. */
};

struct hal_gpio;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_gpio_ops {
    /** @{ */
    /** Implements the hal_pin_ function of the same name; @p pin is the number. */
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
    const struct hal_gpio_ops *ops; /**< Set by the driver. */
};

/** One pin of a controller. */
struct hal_pin {
    const struct hal_gpio *gpio; /**< Its controller. */
    unsigned number;             /**< On its controller, from 0. */
};

/**
 * Sets the pin's mode and stops watching its edges. An output starts with the level last written,
 * or low if none was. An open-drain pin starts released.
 *
 * @return 0; HAL_ERR_INVALID (untouched) if the controller lacks the pin; HAL_ERR_UNSUPPORTED
 * (untouched) if it lacks the mode.
 */
HAL_NODISCARD static inline int hal_pin_configure(const struct hal_pin *pin,
                                                  enum hal_gpio_mode mode)
{
    return pin->gpio->ops->configure(pin->gpio, pin->number, mode);
}

/** Drives the pin; releases an open-drain pin if @p high. Callable from anywhere. */
static inline void hal_pin_write(const struct hal_pin *pin, bool high)
{
    pin->gpio->ops->write(pin->gpio, pin->number, high);
}

/** Inverts the level last written. Callable from anywhere. */
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
 * Makes exactly these @p edges (enum hal_gpio_edge) of the pin interrupt from now on. Clears an
 * earlier pending edge.
 *
 * @return 0; HAL_ERR_INVALID (untouched) if the controller lacks the pin.
 */
HAL_NODISCARD static inline int hal_pin_watch(const struct hal_pin *pin, unsigned edges)
{
    return pin->gpio->ops->watch(pin->gpio, pin->number, edges);
}

/**
 * Returns and clears the pending watched edges: bit n is pin n. The controller's interrupt handler
 * must call this to end the interrupt. The result may be 0 if the interrupt controller latched one
 * interrupt twice. Callable from anywhere.
 */
HAL_NODISCARD static inline uint32_t hal_gpio_take_edges(const struct hal_gpio *gpio)
{
    return gpio->ops->take_edges(gpio);
}

#endif
