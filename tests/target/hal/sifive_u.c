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
    RT_EXPECT_EQ(hal_block_get_geometry(&board_flash.block)->size, 32 * MIB);
}

static int send_to_flash(const uint8_t *bytes, size_t size)
{
    const struct hal_spi_segment segment = {bytes, NULL, size};
    return hal_spi_transaction(&board_flash.spi, &segment, 1, 100000);
}

/* QEMU protects the upper blocks, and only from being programmed. */
RT_TEST(a_protected_block_of_the_flash_is_an_io_error)
{
    const uint8_t enable_writing[] = {0x06};
    const uint8_t protect_blocks[] = {0x01, 0x1c};
    const struct hal_block *flash = &board_flash.block;
    RT_REQUIRE_EQ(hal_block_open(flash), HAL_OK);
    RT_REQUIRE_EQ(send_to_flash(enable_writing, sizeof(enable_writing)), HAL_OK);
    RT_REQUIRE_EQ(send_to_flash(protect_blocks, sizeof(protect_blocks)), HAL_OK);
    RT_EXPECT_EQ(hal_block_program(flash, 32 * MIB - FLASH_UNIT, "abcd", 4), HAL_ERR_IO);
    RT_EXPECT_EQ(hal_block_program(flash, 0, "abcd", 4), HAL_OK);
}

RT_TEST(the_sd_card_keeps_the_block_contract)
{
    RT_REQUIRE_STR_EQ(contract_block(&board_sd.block, 3 * MIB, 8, buffer), NULL);
    RT_EXPECT_EQ(hal_block_get_geometry(&board_sd.block)->size, 16 * MIB);
}
