/* SPDX-License-Identifier: MIT */
/* The contracts of the HiFive1's devices. */
#include <board.h>
#include <contract.h>
#include <rt/test.h>

RT_TEST(the_pins_keep_the_gpio_contract)
{
    const struct hal_pin absent = {&board_gpio.gpio, BOARD_GPIO_PINS};
    for (unsigned pin = BOARD_LED_GREEN; pin <= BOARD_LED_RED; pin++) {
        const struct hal_pin led = {&board_gpio.gpio, pin};
        RT_EXPECT_STR_EQ(contract_gpio(&led, &absent), NULL);
    }
}
