/* SPDX-License-Identifier: MIT */
/*
 * Sends 1 MiB at full speed to a reader that stalls, through the port's loopback. Unlike QEMU's
 * serial line the loopback does not wait for the reader. Bytes that find the FIFO full are lost and
 * must be counted.
 */
#include "../random.h"
#include "terminal.h"
#include <board.h>
#include <rt/interrupt.h>
#include <rt/test.h>
#include <stdio.h>

enum {
    SIZE = 1024 * 1024,
    MCR_LINE = NS16550_MCR_DTR | NS16550_MCR_RTS | NS16550_MCR_OUT2,
    MCR_LOOP = MCR_LINE | 0x10,
    PERIOD = 251, /* of the bytes sent */
};

static unsigned delivered, missing, expected;
static uint32_t seed = 1;

static void loop(bool on)
{
    ns16550_put(&board_uart0, NS16550_MCR, on ? MCR_LOOP : MCR_LINE);
}

/* Delivered bytes must be those sent, in order, with gaps for lost bytes. */
static void read_up_to(size_t size)
{
    uint8_t part[64];
    const int got = hal_uart_read(&terminal.uart, part, size, 0);
    for (int i = 0; i < got; i++) {
        missing += (part[i] + PERIOD - expected) % PERIOD;
        expected = (part[i] + 1U) % PERIOD;
        delivered++;
    }
}

static void send_all(void)
{
    unsigned stall = 0;
    for (unsigned i = 0; i < SIZE; i++) {
        const uint8_t byte = (uint8_t)(i % PERIOD);
        RT_REQUIRE_EQ(hal_uart_write(&board_uart0.uart, &byte, 1, HAL_FOREVER), 1);
        if (stall != 0) {
            stall--;
        } else if (random_next(&seed) % 64 == 0) {
            stall = random_next(&seed) % 200;
        } else {
            read_up_to(1 + random_next(&seed) % 4);
        }
    }
}

static void drain(void)
{
    unsigned before;
    do {
        before = delivered;
        read_up_to(64);
    } while (delivered != before);
    missing += (SIZE % PERIOD + PERIOD - expected) % PERIOD;
}

RT_TEST(every_byte_is_delivered_or_counted_as_lost)
{
    struct hal_uart_errors errors;
    RT_REQUIRE(terminal_begin());
    loop(true);
    send_all();
    drain();
    loop(false);
    rt_interrupts_off();
    hal_uart_get_errors(&terminal.uart, &errors);
    printf("%u delivered, %u overruns\n", delivered, (unsigned)errors.overruns);
    RT_EXPECT_EQ(delivered + errors.overruns, SIZE);
    /* The length of a gap is only known modulo the period. */
    RT_EXPECT_LE(missing, errors.overruns);
    RT_EXPECT_EQ((errors.overruns - missing) % PERIOD, 0);
    RT_EXPECT_GT(errors.overruns, SIZE / 100);
    RT_EXPECT_GT(delivered, SIZE / 2);
}
