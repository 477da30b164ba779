/* SPDX-License-Identifier: MIT */
/*
 * 1 MiB at full speed to a reader that stalls, through the port's own loop, which unlike QEMU's
 * serial line waits for nobody: what finds the FIFO full is lost, and must be counted.
 */
#include <board.h>
#include <hal/mmio.h>
#include <hal/uart_ring.h>
#include <rt/interrupt.h>
#include <rt/irq.h>
#include <rt/test.h>
#include <stdio.h>

enum {
    SIZE = 1024 * 1024,
    MCR = BOARD_UART0_BASE + 4,
    MCR_LOOP = 0x1b,
    MCR_LINE = 0x0b,
    PERIOD = 251, /* Of the bytes sent. */
};

static uint8_t rx_bytes[64];
static uint8_t tx_bytes[16];
static struct hal_ring rx = HAL_RING(rx_bytes);
static struct hal_ring tx = HAL_RING(tx_bytes);
static const struct hal_uart_ring terminal = {
    .uart = {&hal_uart_ring_ops},
    .port = &board_uart0.uart,
    .timer = &board_clint.timer,
    .rx = &rx,
    .tx = &tx,
};

static unsigned delivered, missing, expected;

static void serve_port(void *context)
{
    (void)context;
    hal_uart_ring_irq(&terminal);
}

static uint32_t next_random(void)
{
    static uint32_t state = 1;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static void loop(bool on)
{
    reg_write((reg_wo8 *)(uintptr_t)MCR, on ? MCR_LOOP : MCR_LINE);
}

/* What is delivered is what was sent, in order, with gaps where something was lost. */
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
        } else if (next_random() % 64 == 0) {
            stall = next_random() % 200;
        } else {
            read_up_to(1 + next_random() % 4);
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
    rt_irq_begin();
    RT_REQUIRE_GT(hal_uart_configure(&terminal.uart, BOARD_CONSOLE_BAUD), 0);
    RT_REQUIRE_EQ(rt_irq_attach(BOARD_UART0_IRQ, 1, serve_port, NULL), 1);
    rt_interrupts_on();
    loop(true);
    send_all();
    drain();
    loop(false);
    rt_interrupts_off();
    hal_uart_get_errors(&terminal.uart, &errors);
    printf("%u delivered, %u overruns\n", delivered, (unsigned)errors.overruns);
    RT_EXPECT_EQ(delivered + errors.overruns, SIZE);
    /* A gap is known but for whole periods. */
    RT_EXPECT_LE(missing, errors.overruns);
    RT_EXPECT_EQ((errors.overruns - missing) % PERIOD, 0);
    RT_EXPECT_GT(errors.overruns, SIZE / 100);
    RT_EXPECT_GT(delivered, SIZE / 2);
}
