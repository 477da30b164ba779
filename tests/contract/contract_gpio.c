/* SPDX-License-Identifier: MIT */
/* The contract of <hal/gpio.h>. */
#include "contract.h"

static const char *check_output(const struct hal_pin *pin)
{
    CONTRACT(hal_pin_configure(pin, HAL_GPIO_OUTPUT) == HAL_OK);
    for (int i = 0; i < 4; i++) {
        hal_pin_write(pin, i % 2 != 0);
        CONTRACT(hal_pin_read(pin) == (i % 2 != 0));
        hal_pin_toggle(pin);
        CONTRACT(hal_pin_read(pin) == (i % 2 == 0));
    }
    return NULL;
}

static const char *check_edges(const struct hal_pin *pin)
{
    const uint32_t bit = UINT32_C(1) << pin->number;
    CONTRACT(hal_pin_configure(pin, HAL_GPIO_OUTPUT) == HAL_OK);
    hal_pin_write(pin, false);
    for (unsigned edges = 0; edges <= HAL_GPIO_EDGE_BOTH; edges++) {
        CONTRACT(hal_pin_watch(pin, edges) == HAL_OK);
        CONTRACT((hal_gpio_take_edges(pin->gpio) & bit) == 0);
        hal_pin_write(pin, true);
        CONTRACT(((hal_gpio_take_edges(pin->gpio) & bit) != 0) ==
                 ((edges & HAL_GPIO_EDGE_RISING) != 0));
        CONTRACT((hal_gpio_take_edges(pin->gpio) & bit) == 0);
        hal_pin_write(pin, false);
        CONTRACT(((hal_gpio_take_edges(pin->gpio) & bit) != 0) ==
                 ((edges & HAL_GPIO_EDGE_FALLING) != 0));
    }
    CONTRACT(hal_pin_watch(pin, HAL_GPIO_EDGE_NONE) == HAL_OK);
    return NULL;
}

static const char *check_open_drain(const struct hal_pin *pin)
{
    CONTRACT(hal_pin_configure(pin, HAL_GPIO_OPEN_DRAIN) == HAL_OK);
    CONTRACT(hal_pin_read(pin));
    hal_pin_write(pin, false);
    CONTRACT(!hal_pin_read(pin));
    hal_pin_write(pin, true);
    CONTRACT(hal_pin_read(pin));
    return NULL;
}

/* An output drives the last written level, whatever the pin's mode was in between. */
static const char *check_level_is_kept(const struct hal_pin *pin)
{
    static const enum hal_gpio_mode modes[] = {HAL_GPIO_INPUT, HAL_GPIO_INPUT_PULLUP,
                                               HAL_GPIO_OUTPUT, HAL_GPIO_OPEN_DRAIN};
    for (unsigned i = 0; i < 32; i++) {
        const bool high = (i & 1) != 0;
        CONTRACT(hal_pin_configure(pin, modes[i >> 1 & 3]) == HAL_OK);
        hal_pin_write(pin, !high);
        hal_pin_toggle(pin);
        CONTRACT(hal_pin_configure(pin, modes[i >> 3]) == HAL_OK);
        CONTRACT(hal_pin_configure(pin, HAL_GPIO_OUTPUT) == HAL_OK);
        CONTRACT(hal_pin_read(pin) == high);
    }
    return NULL;
}

const char *contract_gpio(const struct hal_pin *pin, const struct hal_pin *absent)
{
    CONTRACT_REFUSED(hal_pin_configure(absent, HAL_GPIO_INPUT));
    CONTRACT_REFUSED(hal_pin_watch(absent, HAL_GPIO_EDGE_RISING));
    hal_pin_write(absent, true);
    const char *failure = check_output(pin);
    if (failure == NULL) {
        failure = check_edges(pin);
    }
    if (failure == NULL) {
        failure = check_open_drain(pin);
    }
    return failure == NULL ? check_level_is_kept(pin) : failure;
}
