/* SPDX-License-Identifier: MIT */
/* The contracts of the devices that only the virt machine has. */
#include <board.h>
#include <contract.h>
#include <rt/test.h>

enum {
    FLASH_UNIT = 256 * 1024,
};

RT_TEST(the_clock_keeps_the_rtc_contract)
{
    RT_EXPECT_STR_EQ(contract_rtc(&board_rtc.rtc), NULL);
}

RT_TEST(the_clock_knows_a_date_of_this_century)
{
    const uint64_t ns_per_year = 31556952ULL * 1000000000;
    const uint64_t year = 1970 + hal_rtc_get(&board_rtc.rtc) / ns_per_year;
    RT_EXPECT_GE(year, 2020);
    RT_EXPECT_LT(year, 2100);
}

RT_TEST(the_flash_keeps_the_block_contract)
{
    static uint8_t buffer[FLASH_UNIT];
    RT_REQUIRE_STR_EQ(contract_block(&board_flash1.block, 4 * FLASH_UNIT, 3, buffer), NULL);
    const struct hal_block_geometry *geometry = hal_block_geometry(&board_flash1.block);
    RT_EXPECT_EQ(geometry->size, BOARD_FLASH1_SIZE);
    RT_EXPECT_EQ(geometry->erase_unit, FLASH_UNIT);
}
