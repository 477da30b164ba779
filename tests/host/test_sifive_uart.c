/* SPDX-License-Identifier: MIT */
/* The SiFive UART driver on its modelled registers. */
#include "uart_cases.h"

#include <host_test.h>
#include <sifive_uart.h>
#include <string.h>

enum {
    BASE = 0x10013000,
    TXDATA = 0x00,
    RXDATA = 0x04,
    TXCTRL = 0x08,
    RXCTRL = 0x0c,
    IE = 0x10,
    IP = 0x14,
    DIV = 0x18,
    FIFO = 8,
};

static struct {
    struct model_device device;
    uint32_t regs[0x1c / 4];
    uint8_t rx[FIFO];
    unsigned rx_count;
    struct model_tx tx;  /* looks at each read of ip */
    uint64_t emptied_at; /* tick of the first read that found the FIFO empty */
    bool absent;
} model;

static struct fake_timer fake;

static uint32_t pending(void)
{
    if (model_tx_look(&model.tx)) {
        model.emptied_at = fake.ticks;
    }
    const unsigned watermark = model.regs[TXCTRL / 4] >> 16 & 7;
    return (model.tx.count < watermark ? 1U : 0U) | (model.rx_count > 0 ? 2U : 0U);
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (model.absent) {
        return 0;
    }
    if (offset == IP) {
        return pending();
    }
    if (offset != RXDATA) {
        return model.regs[offset / 4];
    }
    if (model.rx_count == 0) {
        return 0x80000000;
    }
    const uint8_t byte = model.rx[0];
    memmove(model.rx, model.rx + 1, --model.rx_count);
    return byte;
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    assert_true(offset != IP);
    model.regs[offset / 4] = value;
    if (offset == TXDATA) {
        (void)model_tx_store(&model.tx, (uint8_t)value);
    }
}

static struct sifive_uart_state port_state;
static const struct sifive_uart port = {
    {&sifive_uart_ops}, BASE, 16000000, &fake.timer, &port_state};

static void reset(void)
{
    memset(&model, 0, sizeof(model));
    model.device = (struct model_device){
        .base = BASE, .size = sizeof(model.regs), .width = 4, .load = load, .store = store};
    model_tx_init(&model.tx, FIFO);
}

const struct uart_bench bench = {
    .uart = &port.uart,
    .device = &model.device,
    .tx = &model.tx,
    .timer = &fake,
    .rate = 115108,
    .reset = reset,
};

static void configure_sets_divisor_and_enables(void **state)
{
    (void)state;
    model.rx_count = FIFO;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX | HAL_UART_IRQ_TX);
    assert_int_equal(hal_uart_configure(&port.uart, 1000000), 1000000);
    assert_int_equal(model.regs[DIV / 4], 15);
    assert_int_equal(model.regs[TXCTRL / 4], 0x10001);
    assert_int_equal(model.regs[RXCTRL / 4], 1);
    assert_int_equal(model.regs[IE / 4], 0);
    assert_int_equal(model.rx_count, 0);
    assert_int_equal(hal_uart_configure(&port.uart, 23000), 22989); /* 22988.51 */
    assert_int_equal(model.regs[DIV / 4], 696 - 1);                 /* 695.65 */
    assert_int_equal(hal_uart_configure(&port.uart, 1100000), HAL_ERR_INVALID);
    assert_int_equal(hal_uart_configure(&port.uart, 200), HAL_ERR_INVALID);
    model.absent = true;
    assert_int_equal(hal_uart_configure(&port.uart, 115200), HAL_ERR_ABSENT);
}

static void the_largest_divisor_is_65536(void **state)
{
    (void)state;
    struct sifive_uart slow = port;
    slow.clock_hz = 300 * 65536;
    assert_int_equal(hal_uart_configure(&slow.uart, 300), 300);
    assert_int_equal(model.regs[DIV / 4], 65535);
    slow.clock_hz = 300 * 65537;
    assert_int_equal(hal_uart_configure(&slow.uart, 300), HAL_ERR_INVALID);
    assert_int_equal(model.regs[DIV / 4], 65535);
}

static void write_sends_in_bursts_of_eight(void **state)
{
    (void)state;
    check_bursts(1000, 1);
}

static void flush_counts_the_last_character(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_ERR_TIMEOUT);
    const uint64_t before = fake.ticks;
    assert_int_equal(hal_uart_flush(&port.uart, 1000), HAL_OK);
    /* Ten bits at 115108 bit/s are 86.9 us. */
    assert_in_range(fake.ticks - before, 87, 92);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_OK);
}

/* Ten bits of 139 clocks of 16 MHz are 8687.5 ticks. The FIFO may be seen empty at the very end of
 * a tick, which then counts for nothing. */
static void flush_waits_for_a_tick_more_than_the_character(void **state)
{
    (void)state;
    fake_timer_init(&fake, 100000000, 1);
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    assert_int_equal(hal_uart_flush(&port.uart, HAL_FOREVER), HAL_OK);
    const uint64_t last_look = fake.ticks - 1;
    assert_int_equal(last_look - model.emptied_at, 8688 + 1);
}

/* A character of before may still be on the line, and now takes another time. */
static void flush_waits_after_a_configuration(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    assert_int_equal(hal_uart_flush(&port.uart, HAL_FOREVER), HAL_OK);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_OK);
    assert_true(hal_uart_configure(&port.uart, 9600) > 0);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_flush(&port.uart, HAL_FOREVER), HAL_OK);
}

static void two_stop_bits_are_set_and_waited_for(void **state)
{
    (void)state;
    const struct hal_uart_format format = {8, HAL_UART_PARITY_NONE, 2};
    assert_int_equal(hal_uart_configure_format(&port.uart, 115200, &format), 115108);
    assert_int_equal(model.regs[TXCTRL / 4], 0x10003);
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_ERR_TIMEOUT);
    const uint64_t before = fake.ticks;
    assert_int_equal(hal_uart_flush(&port.uart, 1000), HAL_OK);
    assert_in_range(fake.ticks - before, 96, 101); /* eleven bits are 95.6 us */
    assert_int_equal(hal_uart_configure(&port.uart, 115200), 115108);
    assert_int_equal(model.regs[TXCTRL / 4], 0x10001);
}

static void other_formats_are_refused(void **state)
{
    (void)state;
    const struct hal_uart_format seven = {7, HAL_UART_PARITY_NONE, 1};
    const struct hal_uart_format even = {8, HAL_UART_PARITY_EVEN, 1};
    const struct hal_uart_format odd = {8, HAL_UART_PARITY_ODD, 1};
    assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &seven), HAL_ERR_UNSUPPORTED);
    assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &even), HAL_ERR_UNSUPPORTED);
    assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &odd), HAL_ERR_UNSUPPORTED);
}

static void flush_counts_the_last_character_of_a_handler_too(void **state)
{
    unsigned access = 1;
    bool came = true;
    for (; came; access++) {
        (void)set_up(state);
        assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
        model_set_interrupt_at(access, write_a_fifo_full);
        model.tx.looks_per_send = 20;
        model.tx.send_per_look = 1;
        assert_int_equal(hal_uart_flush(&port.uart, 1000), HAL_OK);
        came = !model_interrupt_is_to_come();
        /* The FIFO is full if the handler ran after flush's last check. */
        assert_true(model.tx.count == FIFO || fake.ticks - model.emptied_at >= 87);
    }
    assert_true(access > 40);
}

static void read_takes_what_is_there(void **state)
{
    (void)state;
    char text[8];
    memcpy(model.rx, "hello", 5);
    model.rx_count = 5;
    assert_int_equal(hal_uart_read(&port.uart, text, 2, 0), 2);
    assert_int_equal(hal_uart_read(&port.uart, text + 2, 6, HAL_FOREVER), 3);
    assert_memory_equal(text, "hello", 5);
}

static void irqs_are_enabled_exactly_as_asked(void **state)
{
    (void)state;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX);
    assert_int_equal(model.regs[IE / 4], 2);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX | HAL_UART_IRQ_TX);
    assert_int_equal(model.regs[IE / 4], 3);
    hal_uart_enable_irqs(&port.uart, 0);
    assert_int_equal(model.regs[IE / 4], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_uart_contract, set_up),
        cmocka_unit_test_setup(configure_sets_divisor_and_enables, set_up),
        cmocka_unit_test_setup(flush_waits_after_a_configuration, set_up),
        cmocka_unit_test_setup(two_stop_bits_are_set_and_waited_for, set_up),
        cmocka_unit_test_setup(other_formats_are_refused, set_up),
        cmocka_unit_test_setup(the_largest_divisor_is_65536, set_up),
        cmocka_unit_test_setup(write_sends_in_bursts_of_eight, set_up),
        cmocka_unit_test_setup(a_stuck_transmitter_times_out, set_up),
        cmocka_unit_test_setup(flush_counts_the_last_character, set_up),
        cmocka_unit_test_setup(flush_waits_for_a_tick_more_than_the_character, set_up),
        cmocka_unit_test_setup(a_handler_that_writes_too_loses_no_character, set_up),
        cmocka_unit_test_setup(flush_counts_the_last_character_of_a_handler_too, set_up),
        cmocka_unit_test_setup(read_takes_what_is_there, set_up),
        cmocka_unit_test_setup(irqs_are_enabled_exactly_as_asked, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
