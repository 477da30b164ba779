/* SPDX-License-Identifier: MIT */
/*
 * The request on the console. Firmware without semihosting uses it.
 *
 * The firmware asks for an order with a frame and waits for the runner's answer. Either may be lost
 * or damaged, so it asks again. Each question has a number, which its order repeats. Only the order
 * to the last question counts: a late order to an earlier question then doesn't remain in the input
 * that the case reads.
 *
 * A machine that board_exit does not end starts over by itself after a case. That boot asks until
 * it gets an order, since the runner may come much later.
 */
#include "test.h"

#include "exit/end_run.h"
#include "panic/panic.h"

#include <rt/board.h>
#include <rt/console.h>
#include <rt/frame.h>

#include <stdio.h>
#include <string.h>

enum {
    VERSION = 1,
    ORDER_SIZE = 256,
    PATIENCE_US = 500000, /* for one order; a busy host may keep the runner waiting */
    SILENCES = 3,         /* unanswered questions after which there is no runner */
    QUESTIONS = 9         /* at most; the number is one digit */
};

static struct rt_frame_reader reader;
static char order[ORDER_SIZE];

static void ask(unsigned number)
{
    char text[8 + 2 * PANIC_BUILD_ID_SIZE];
    size_t length = (size_t)snprintf(text, sizeof(text), "%d %u ", VERSION, number);

    for (size_t i = 0; i < PANIC_BUILD_ID_SIZE; i++) {
        length += (size_t)snprintf(text + length, sizeof(text) - length, "%02x", rti_build_id[i]);
    }
    rt_console_write_frame(RT_FRAME_READY, text, length);
}

static bool is_order(unsigned number)
{
    order[reader.size] = '\0';
    return reader.kind == RT_FRAME_ORDER && reader.size > 1 && order[0] == (char)('0' + number) &&
           order[1] == ' ';
}

/* Returns RT_FRAME_WHOLE for the order with this number, RT_FRAME_NOTHING if the time is up. */
static enum rt_frame_event await_order(unsigned number)
{
    const uint64_t limit = hal_timer_ticks_from_ns(board_timer, PATIENCE_US * 1000ULL);
    const uint64_t began = hal_timer_now(board_timer);
    unsigned char byte;

    while (hal_timer_now(board_timer) - began < limit &&
           hal_uart_read(board_console, &byte, 1, PATIENCE_US) == 1) {
        const enum rt_frame_event event = rt_frame_read(&reader, byte);
        if (event == RT_FRAME_DAMAGED || (event == RT_FRAME_WHOLE && is_order(number))) {
            return event;
        }
    }
    return RT_FRAME_NOTHING;
}

bool rti_test_request_get(struct test_request *request)
{
    const bool waits = rti_end_run_started_over();
    unsigned silences = 0;

    rt_frame_reader_start(&reader, order, sizeof(order) - 1);
    for (unsigned i = 0; waits || (i < QUESTIONS && silences < SILENCES); i++) {
        const unsigned number = i % QUESTIONS + 1;
        ask(number);
        const enum rt_frame_event event = await_order(number);
        if (event == RT_FRAME_WHOLE) {
            return rti_test_request_split(order, request);
        }
        silences += event == RT_FRAME_NOTHING;
    }
    return false;
}
