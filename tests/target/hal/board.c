/* SPDX-License-Identifier: MIT */
/* The contracts of what every board has, on the real devices. */
#include <contract.h>
#include <rt/board.h>
#include <rt/test.h>

RT_TEST(the_timer_keeps_its_contract)
{
    RT_EXPECT_STR_EQ(contract_timer(board_timer), NULL);
}

RT_TEST(the_console_keeps_the_uart_contract)
{
    RT_EXPECT_STR_EQ(contract_uart(board_console, BOARD_CONSOLE_BAUD), NULL);
}
