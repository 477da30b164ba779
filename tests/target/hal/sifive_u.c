/* SPDX-License-Identifier: MIT */
/* The contracts of the HiFive Unleashed's devices; an SD card is in its slot. */
#include <board.h>
#include <contract.h>
#include <rt/test.h>

enum {
    FLASH_UNIT = 4096,
    MIB = 1024 * 1024,
};

static uint8_t buffer[FLASH_UNIT];

RT_TEST(the_pins_keep_the_gpio_contract)
{
    const struct hal_pin pin = {&board_gpio.gpio, 3};
    const struct hal_pin absent = {&board_gpio.gpio, BOARD_GPIO_PINS};
    RT_EXPECT_STR_EQ(contract_gpio(&pin, &absent), NULL);
}

RT_TEST(the_second_port_keeps_the_uart_contract)
{
    RT_EXPECT_STR_EQ(contract_uart(&board_uart1.uart, 115200), NULL);
}

RT_TEST(the_bus_of_the_flash_keeps_the_spi_contract)
{
    RT_EXPECT_STR_EQ(contract_spi(&board_flash.spi, 1), NULL);
}

RT_TEST(the_flash_keeps_the_block_contract)
{
    RT_REQUIRE_STR_EQ(contract_block(&board_flash.block, 16 * MIB, 4, buffer), NULL);
    RT_EXPECT_EQ(hal_block_geometry(&board_flash.block)->size, 32 * MIB);
}

RT_TEST(the_sd_card_keeps_the_block_contract)
{
    RT_REQUIRE_STR_EQ(contract_block(&board_sd.block, 3 * MIB, 8, buffer), NULL);
    RT_EXPECT_EQ(hal_block_geometry(&board_sd.block)->size, 16 * MIB);
}
