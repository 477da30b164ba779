/* SPDX-License-Identifier: MIT */
/* The PL011 driver on its modelled registers. */
#include "uart_cases.h"

#include <host_test.h>
#include <pl011.h>
#include <string.h>

enum {
    BASE = 0x40070000,
    DR = 0x00,
    FR = 0x18,
    IBRD = 0x24,
    FBRD = 0x28,
    LCR_H = 0x2c,
    CR = 0x30,
    IFLS = 0x34,
    IMSC = 0x38,
    RIS = 0x3c,
    ICR = 0x44,
    FIFO = 32,
    TRIGGER = 16, /* of sending */
    CLOCK_HZ = 150000000,
};

static struct {
    struct model_device device;
    uint32_t regs[0x48 / 4];
    uint16_t rx[FIFO];
    unsigned rx_count;
    struct model_tx tx; /* looks at each read of FR */
    bool tx_asks;       /* its level has fallen to the trigger */
    unsigned pended;
    bool absent;
} model;

static struct fake_timer fake;

static void leave(void)
{
    const unsigned before = model.tx.count;
    (void)model_tx_look(&model.tx);
    model.tx_asks |= before > TRIGGER && model.tx.count <= TRIGGER;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    uint32_t value;
    if (model.absent) {
        return 0;
    }
    switch (offset) {
    case FR:
        leave();
        return (model.tx.count == 0 ? 0x80 : 0x08) | (model.tx.count == FIFO ? 0x20 : 0) |
               (model.rx_count == 0 ? 0x10 : 0);
    case DR:
        assert_int_not_equal(model.rx_count, 0);
        value = model.rx[0];
        memmove(model.rx, model.rx + 1, --model.rx_count * sizeof(model.rx[0]));
        return value;
    case RIS:
        return model.tx_asks ? 0x20 : 0;
    default:
        assert_int_equal(offset, IBRD);
        return model.regs[offset / 4];
    }
}

static void send(uint8_t byte)
{
    assert_int_equal(model.regs[CR / 4] & 0x101, 0x101);
    if (model_tx_store(&model.tx, byte)) {
        model.tx_asks = model.tx_asks && model.tx.count <= TRIGGER;
    }
}

/* The line's format and rate may be written only while the port is off (3.3.7), and the divisor
 * counts from the write of LCR_H on. */
static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    assert_true(offset != FR && offset != RIS);
    if (offset == IBRD || offset == FBRD || offset == LCR_H) {
        assert_int_equal(model.regs[CR / 4], 0);
        assert_true(offset != LCR_H || (value & 1) == 0); /* no break */
        model.rx_count = offset == LCR_H && (value & 0x10) == 0 ? 0 : model.rx_count;
        model.tx.count = offset == LCR_H && (value & 0x10) == 0 ? 0 : model.tx.count;
    }
    model.regs[offset / 4] = value;
    if (offset == DR) {
        send((uint8_t)value);
    } else if (offset == ICR) {
        model.tx_asks = model.tx_asks && (value & 0x20) == 0;
    }
}

static void pend(void)
{
    model.pended++;
}

static struct pl011_state port_state;
static const struct pl011 port = {
    .uart = {&pl011_ops},
    .base = BASE,
    .clock_hz = CLOCK_HZ,
    .timer = &fake.timer,
    .state = &port_state,
    .pend = pend,
};

static void reset(void)
{
    memset(&model, 0, sizeof(model));
    model.device = (struct model_device){
        .base = BASE, .size = sizeof(model.regs), .width = 4, .load = load, .store = store};
    model_tx_init(&model.tx, FIFO);
    model.regs[CR / 4] = 0x301;
}

const struct uart_bench bench = {
    .uart = &port.uart,
    .device = &model.device,
    .tx = &model.tx,
    .timer = &fake,
    .rate = 115207,
    .reset = reset,
};

static void the_divisor_is_the_nearest(void **state)
{
    (void)state;
    /* 150 MHz / 16 / 115200 is 81.38, and 24/64 are 0.375. */
    assert_int_equal(model.regs[IBRD / 4], 81);
    assert_int_equal(model.regs[FBRD / 4], 24);
    assert_int_equal(PL011_DIVISOR(CLOCK_HZ, 115200), 81 * 64 + 24);
    assert_int_equal(hal_uart_configure(&port.uart, 9375000), 9375000);
    assert_int_equal(model.regs[IBRD / 4], 1);
    assert_int_equal(model.regs[FBRD / 4], 0);
    assert_int_equal(hal_uart_configure(&port.uart, 9500000), HAL_ERR_INVALID);
    assert_int_equal(hal_uart_configure(&port.uart, 143), HAL_ERR_INVALID);
    assert_int_equal(hal_uart_configure(&port.uart, 144), 144);
    assert_int_equal(hal_uart_configure(&port.uart, 29000), 29000);            /* 28999.52 */
    assert_int_equal(model.regs[IBRD / 4] * 64 + model.regs[FBRD / 4], 20690); /* 20689.66 */
    struct pl011 slow = port;
    slow.clock_hz = 104856000; /* 64 * 65535 times 100 / 4 */
    assert_int_equal(hal_uart_configure(&slow.uart, 100), 100);
    assert_int_equal(model.regs[IBRD / 4], 65535);
    slow.clock_hz += 25;
    assert_int_equal(hal_uart_configure(&slow.uart, 100), HAL_ERR_INVALID);
    model.absent = true;
    assert_int_equal(hal_uart_configure(&port.uart, 115200), HAL_ERR_ABSENT);
}

static void each_format_is_set(void **state)
{
    (void)state;
    const struct {
        struct hal_uart_format format;
        uint32_t bits;
    } formats[] = {
        {{8, HAL_UART_PARITY_NONE, 1}, 0x70}, {{7, HAL_UART_PARITY_EVEN, 1}, 0x56},
        {{8, HAL_UART_PARITY_ODD, 2}, 0x7a},  {{5, HAL_UART_PARITY_NONE, 2}, 0x18},
        {{6, HAL_UART_PARITY_ODD, 1}, 0x32},
    };
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        assert_true(hal_uart_configure_format(&port.uart, 9600, &formats[i].format) > 0);
        assert_int_equal(model.regs[LCR_H / 4], formats[i].bits);
    }
    assert_true(pl011_program(&port, PL011_DIVISOR(CLOCK_HZ, 115200)));
    assert_int_equal(model.regs[LCR_H / 4], 0x70);
    assert_int_equal(model.regs[CR / 4], 0x301);
    assert_int_equal(model.regs[IFLS / 4], 2);
}

static void a_configuration_empties_the_fifos_and_turns_interrupts_off(void **state)
{
    (void)state;
    model.rx_count = FIFO;
    model.tx_asks = true;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX | HAL_UART_IRQ_TX);
    assert_true(hal_uart_configure(&port.uart, 9600) > 0);
    assert_int_equal(model.rx_count, 0);
    assert_int_equal(model.regs[IMSC / 4], 0);
    assert_int_equal(model.regs[ICR / 4], 0x7ff);
    assert_false(model.tx_asks);
}

/* The format must not change inside a character. A port that can't send holds nothing up. */
static void a_configuration_waits_for_what_is_being_sent(void **state)
{
    (void)state;
    model.tx.send_per_look = 1;
    assert_int_equal(hal_uart_write(&port.uart, "12345", 5, 0), 5);
    assert_true(hal_uart_configure(&port.uart, 9600) > 0);
    assert_int_equal(model.tx.sent_count, 5);
    model_clear_log(&model.device);
    assert_true(hal_uart_configure(&port.uart, 9600) > 0);
    assert_int_equal(model_accesses(&model.device), 11); /* one of them looks at FR */
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, "6", 1, 0), 1);
    assert_true(hal_uart_configure(&port.uart, 9600) > 0);
    assert_int_equal(model.tx.sent_count, 5);
}

static void write_sends_in_bursts(void **state)
{
    (void)state;
    check_bursts(1024, 1);
}

static void a_fifo_that_is_not_empty_is_filled(void **state)
{
    (void)state;
    static const uint8_t data[100];
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, data, 20, 0), 20);
    assert_int_equal(hal_uart_write(&port.uart, data, 100, 0), 12);
    assert_int_equal(hal_uart_write(&port.uart, data, 1, 50), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_flush(&port.uart, 50), HAL_ERR_TIMEOUT);
    assert_int_equal(model.tx.overflows, 0);
}

/* The device asks only when its level falls to the trigger. Before that the driver asks. */
static void sending_is_asked_for_whenever_there_is_room(void **state)
{
    (void)state;
    static const uint8_t data[64];
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX);
    assert_int_equal(model.regs[IMSC / 4], 0x50);
    assert_int_equal(model.pended, 0);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX | HAL_UART_IRQ_TX);
    assert_int_equal(model.regs[IMSC / 4], 0x70);
    assert_int_equal(model.pended, 1);
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, data, sizeof(data), 0), FIFO);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    assert_int_equal(model.pended, 1);
    model.tx.send_per_look = 1;
    while (model.tx.count > TRIGGER) {
        leave();
    }
    assert_true(model.tx_asks);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    assert_int_equal(model.pended, 1);
    hal_uart_enable_irqs(&port.uart, 0);
    assert_int_equal(model.regs[IMSC / 4], 0);
    struct pl011 alone = port;
    alone.pend = NULL;
    model.tx_asks = false;
    hal_uart_enable_irqs(&alone.uart, HAL_UART_IRQ_TX);
}

static void errors_are_counted_and_characters_delivered(void **state)
{
    (void)state;
    static const uint16_t received[] = {'a',         0x100 | 'b', 0x300 | 'c', 0x200 | 'd',
                                        0x300 | 'e', 0x700,       0x800 | 'f', 0xf00,
                                        0x200 | 'g', 0x800 | 'h', 0xf00,       0xf00};
    uint8_t text[16];
    struct hal_uart_errors errors;
    memcpy(model.rx, received, sizeof(received));
    model.rx_count = 12;
    assert_int_equal(hal_uart_read(&port.uart, text, 2, 0), 2);
    assert_int_equal(hal_uart_read(&port.uart, text + 2, 14, HAL_FOREVER), 10);
    assert_memory_equal(text, "abcde\0f\0gh\0\0", 12);
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.framing, 3); /* a break is no framing and no parity error too */
    assert_int_equal(errors.parity, 4);
    assert_int_equal(errors.breaks, 4);
    assert_int_equal(errors.overruns, 5);
    assert_true(hal_uart_configure(&port.uart, 9600) > 0);
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.framing | errors.parity | errors.breaks | errors.overruns, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_uart_contract, set_up),
        cmocka_unit_test_setup(the_divisor_is_the_nearest, set_up),
        cmocka_unit_test_setup(each_format_is_set, set_up),
        cmocka_unit_test_setup(a_configuration_empties_the_fifos_and_turns_interrupts_off, set_up),
        cmocka_unit_test_setup(a_configuration_waits_for_what_is_being_sent, set_up),
        cmocka_unit_test_setup(write_sends_in_bursts, set_up),
        cmocka_unit_test_setup(a_fifo_that_is_not_empty_is_filled, set_up),
        cmocka_unit_test_setup(sending_is_asked_for_whenever_there_is_room, set_up),
        cmocka_unit_test_setup(errors_are_counted_and_characters_delivered, set_up),
        cmocka_unit_test_setup(a_handler_that_writes_too_loses_no_character, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
