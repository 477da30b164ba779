/* SPDX-License-Identifier: MIT */
/* The contract of an interrupt-driven port, on the console's port. */
#include "terminal.h"
#include <contract.h>
#include <rt/board.h>
#include <rt/test.h>

RT_TEST(the_ring_keeps_the_uart_contract)
{
    RT_REQUIRE(terminal_begin());
    RT_EXPECT_STR_EQ(contract_uart(&terminal.uart, BOARD_CONSOLE_BAUD), NULL);
}
