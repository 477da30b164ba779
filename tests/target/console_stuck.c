/* SPDX-License-Identifier: MIT */
/* If the port accepts nothing, a report waits for it once, not for each line. */
#include <rt/console.h>
#include <rt/test.h>

/* The board's own file, with another console in place of its own. */
#define board_console board_port
#include BOARD_FILE
#undef board_console

static bool stuck;
static uint64_t waited_us;

static int configure(const struct hal_uart *uart, uint32_t baud)
{
    (void)uart;
    return hal_uart_configure(board_port, baud);
}

static int write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    (void)uart;
    if (stuck) {
        waited_us += timeout_us;
        return HAL_ERR_TIMEOUT;
    }
    return hal_uart_write(board_port, data, size, timeout_us);
}

static int flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    (void)uart;
    return hal_uart_flush(board_port, timeout_us);
}

static const struct hal_uart_ops ops = {.configure = configure, .write = write, .flush = flush};
static const struct hal_uart console = {&ops};
const struct hal_uart *const board_console = &console;

static uint64_t waited_for(unsigned lines)
{
    waited_us = 0;
    stuck = true;
    for (unsigned i = 0; i < lines; i++) {
        rt_console_write("nobody hears this\n", 18);
    }
    stuck = false;
    return waited_us;
}

RT_TEST(a_port_that_takes_nothing_is_waited_for_once)
{
    RT_EXPECT_EQ(waited_for(100), 1000000);
    RT_EXPECT_EQ(waited_for(100), 0);
    rt_console_write("here it is again\n", 17);
    RT_EXPECT_EQ(waited_for(100), 1000000);
}
