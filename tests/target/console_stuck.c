/* SPDX-License-Identifier: MIT */
/*
 * What the console asks of its port. If the port accepts nothing, a report waits for it once, not
 * for each line.
 */
#include "faults.h"

#include <rt/console.h>
#include <rt/log.h>
#include <rt/panic.h>
#include <rt/test.h>

#include <stdio.h>

/* The board's own file, with another console in place of its own. */
#define board_console           board_port
#define board_configure_console configure_port
void configure_port(void);
#include BOARD_FILE
#undef board_console
#undef board_configure_console

/* How long the console waits for the port. */
enum {
    PATIENCE_US = 1 << 20
};

static bool stuck, slow;
static bool is_dead_timer, is_unset; /* A flush faults; nothing is sent before configure. */
static char taken[8];                /* By the slow port, a byte each. */
static uint64_t waited_us;
static unsigned hasty;  /* Writes to the slow port that would not wait. */
static unsigned writes; /* That sent something, and the size of the last. */
static size_t last_size;
static int next_read;        /* The byte that a read returns, or an error. */
static unsigned writes_read; /* How many writes were before the last read. */

static int configure(const struct hal_uart *uart, uint32_t baud,
                     const struct hal_uart_format *format)
{
    (void)uart;
    is_unset = false;
    return hal_uart_configure_format(board_port, baud, format);
}

static int write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    (void)uart;
    if (stuck) {
        waited_us += timeout_us;
        return HAL_ERR_TIMEOUT;
    }
    if (is_unset) {
        return (int)size;
    }
    if (slow && writes < sizeof(taken)) {
        taken[writes] = *(const char *)data;
    }
    hasty += slow && timeout_us == 0;
    writes++;
    last_size = size;
    return hal_uart_write(board_port, data, slow ? 1 : size, timeout_us);
}

static int read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    (void)uart;
    RT_EXPECT_EQ(size, 1);
    RT_EXPECT_EQ(timeout_us, HAL_FOREVER);
    writes_read = writes;
    if (next_read < 0) {
        return next_read;
    }
    *(unsigned char *)data = (unsigned char)next_read;
    return 1;
}

static int flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    (void)uart;
    if (stuck) {
        waited_us += timeout_us;
        return HAL_ERR_TIMEOUT;
    }
    if (is_dead_timer) {
        AT(int, 8) = 1;
    }
    return hal_uart_flush(board_port, timeout_us);
}

static const struct hal_uart_ops ops = {
    .configure = configure, .write = write, .read = read, .flush = flush};
static const struct hal_uart console = {&ops};
const struct hal_uart *const board_console = &console;

void board_configure_console(void);

void board_configure_console(void)
{
    hal_ignore(hal_uart_configure(board_console, BOARD_CONSOLE_BAUD));
}

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
    RT_EXPECT_EQ(waited_for(100), PATIENCE_US);
    RT_EXPECT_EQ(waited_for(100), 0);
    rt_console_write("here it is again\n", 17);
    RT_EXPECT_EQ(waited_for(100), PATIENCE_US);
}

static uint64_t drained_for(unsigned times)
{
    waited_us = 0;
    stuck = true;
    for (unsigned i = 0; i < times; i++) {
        rt_console_drain();
    }
    stuck = false;
    return waited_us;
}

RT_TEST(a_port_that_sends_nothing_is_drained_once)
{
    rt_console_write("in its FIFO\n", 12);
    RT_EXPECT_EQ(drained_for(2), PATIENCE_US);
    RT_EXPECT_EQ(waited_for(1), 0);
    rt_console_write("here it is again\n", 17);
    RT_EXPECT_EQ(waited_for(1), PATIENCE_US);
    RT_EXPECT_EQ(drained_for(2), 0);
}

/* A record is a write, and the first has a position before it. */
RT_TEST(a_record_waits_in_the_ring_for_the_port)
{
    stuck = true;
    waited_us = 0;
    RT_LOG_INFO("waits");
    RT_EXPECT_EQ(waited_us, 1000000);
    RT_LOG_INFO("does not wait for the port again");
    RT_EXPECT_EQ(waited_us, 1000000);
    stuck = false;
    writes = 0;
    rt_log_drain();
    RT_EXPECT_EQ(writes, 3);
    rt_log_drain();
    RT_EXPECT_EQ(writes, 3);
}

RT_TEST(a_port_that_takes_a_byte_at_a_time_gets_all)
{
    writes = 0;
    slow = true;
    rt_console_write("slow\n", 5);
    slow = false;
    RT_EXPECT_EQ(writes, 5);
    RT_EXPECT_EQ(hasty, 0);
    RT_EXPECT_EQ(last_size, 1);
    RT_EXPECT_STR_EQ((const char *)taken, "slow\n");
}

RT_TEST(stdout_is_sent_by_the_line_and_by_the_full_buffer)
{
    writes = 0;
    for (unsigned i = 0; i < 63; i++) {
        putchar('.');
    }
    RT_EXPECT_EQ(writes, 0);
    putchar('.');
    RT_EXPECT_EQ(writes, 1);
    RT_EXPECT_EQ(last_size, 64);
    putchar('.');
    putchar('\n');
    RT_EXPECT_EQ(writes, 2);
    RT_EXPECT_EQ(last_size, 2);
}

RT_TEST(stderr_is_sent_at_once_after_stdout)
{
    writes = 0;
    putchar('.');
    fputc('\n', stderr);
    RT_EXPECT_EQ(writes, 2);
    RT_EXPECT_EQ(last_size, 1);
}

RT_TEST(a_read_sends_stdout_first)
{
    writes = 0;
    next_read = 0;
    putchar('\r');
    RT_EXPECT_EQ(getchar(), 0);
    RT_EXPECT_EQ(writes_read, 1);
}

RT_TEST(a_read_returns_the_byte_or_the_end)
{
    next_read = 255;
    RT_EXPECT_EQ(rt_console_read(), 255);
    next_read = HAL_ERR_IO;
    RT_EXPECT_EQ(rt_console_read(), -1);
    RT_EXPECT_EQ(getchar(), EOF);
}

RT_TEST_PANICS(a_port_whose_output_cannot_be_waited_for_is_configured,
               "heard\n  missing port's output\n")
{
    is_dead_timer = true;
    is_unset = true;
    rt_panic("heard");
}
