/* SPDX-License-Identifier: MIT */
/*
 * A serial line that loses bytes, in front of the board's console. The firmware's first question is
 * damaged, so is the order to its second, and the order to its third is late. The runner and the
 * test runtime must get over it, and the case must find nothing of it in its input.
 */
#include <rt/board.h>
#include <rt/frame.h>
#include <rt/test.h>

#include <stdio.h>
#include <string.h>

enum {
    ESCAPE = 0x1b,
    LOST_AT = 20,
    LOST_COUNT = 3
};

extern const struct hal_uart *const __real_board_console;
extern const struct hal_uart *const __wrap_board_console;

static unsigned questions;
static unsigned bytes_read;
static bool loses_the_verdict;

static bool begins_frame(const char *text, size_t size, char kind)
{
    return size > LOST_AT && text[0] == ESCAPE && text[2] == kind;
}

/* Loses a byte of the first question, and of a verdict if asked to. */
static int noisy_write(const struct hal_uart *uart, const void *data, size_t size,
                       uint32_t timeout_us)
{
    const char *const text = data;

    (void)uart;
    (void)timeout_us;
    questions += begins_frame(text, size, RT_FRAME_READY);
    if ((begins_frame(text, size, RT_FRAME_READY) && questions == 1) ||
        (begins_frame(text, size, RT_FRAME_VERDICT) && loses_the_verdict)) {
        hal_ignore(hal_uart_write(__real_board_console, text, LOST_AT, HAL_FOREVER));
        hal_ignore(hal_uart_write(__real_board_console, text + LOST_AT + 1, size - LOST_AT - 1,
                                  HAL_FOREVER));
        return (int)size;
    }
    return hal_uart_write(__real_board_console, data, size, HAL_FOREVER);
}

/* Loses bytes of the first order, and delays the next. */
static int noisy_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    (void)uart;
    if (questions == 3) {
        return HAL_ERR_TIMEOUT;
    }
    int got = hal_uart_read(__real_board_console, data, size, timeout_us);
    while (got == 1 && ++bytes_read >= LOST_AT && bytes_read < LOST_AT + LOST_COUNT) {
        got = hal_uart_read(__real_board_console, data, size, timeout_us);
    }
    return got;
}

static int noisy_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    (void)uart;
    return hal_uart_flush(__real_board_console, timeout_us);
}

static const struct hal_uart_ops operations = {
    .write = noisy_write, .read = noisy_read, .flush = noisy_flush};
static const struct hal_uart line = {.ops = &operations};
const struct hal_uart *const __wrap_board_console = &line;

RT_TEST(reads_a_line)
{
    char text[16] = "";

    RT_EXPECT_EQ(questions, 4);
    RT_REQUIRE(fgets(text, sizeof(text), stdin) != NULL);
    RT_EXPECT_STR_EQ((const char *)text, "hello\n");
    RT_EXPECT_EQ(getchar(), 4);
}

RT_TEST(line_damages_the_verdict)
{
    loses_the_verdict = true;
}
