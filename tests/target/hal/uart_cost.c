/* SPDX-License-Identifier: MIT */
/* The instructions for each byte sent, which QEMU counts under -icount. */
#include <board.h>
#include <rt/csr.h>
#include <rt/test.h>

enum {
    SIZE = 64 * 1024,
};

RT_TEST(sending_costs_at_most_4_instructions_a_byte)
{
    static char text[SIZE];
    for (size_t i = 0; i < SIZE; i++) {
        text[i] = i % 64 == 63 ? '\n' : '.';
    }
    const unsigned long before = csr_read(minstret);
    const int sent = hal_uart_write(board_console, text, SIZE, HAL_FOREVER);
    const unsigned long spent = csr_read(minstret) - before;
    RT_EXPECT_EQ(sent, SIZE);
    RT_EXPECT_LE(spent, 4 * SIZE);
    RT_EXPECT_GE(spent, 2 * SIZE);
}
