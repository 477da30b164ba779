/* SPDX-License-Identifier: MIT */
/* The OpenTitan UART's driver on its modelled registers. The model latches events when they begin,
 * as the device does. */
#include "uart_cases.h"

#include <host_test.h>
#include <opentitan_uart.h>
#include <string.h>

enum {
    BASE = 0x40000000,
    INTR_STATE = 0x00,
    INTR_ENABLE = 0x04,
    INTR_TEST = 0x08,
    CTRL = 0x10,
    STATUS = 0x14,
    RDATA = 0x18,
    WDATA = 0x1c,
    FIFO_CTRL = 0x20,
    RX = 2,
    TX = 4,
    FIFO = 16,
    RX_FIFO = 64, /* of later revisions */
    CLOCK_HZ = 50000000,
    STEP = 2416, /* 115200 * 2^20 / 50000000 is 2415.9 */
};

static struct {
    struct model_device device;
    uint32_t latched, enabled, ctrl, fifo_ctrl;
    uint8_t rx[RX_FIFO];
    unsigned rx_count;
    unsigned arrives_at; /* a byte arrives after that many reads of status */
    struct model_tx tx;  /* looks at each read of status */
    bool leaves_early;   /* the next byte goes to the line directly */
    bool is_shifting;    /* the last byte has left the FIFO, and is on the line */
    bool absent;
} model;

static struct fake_timer fake;

static void receive(uint8_t byte)
{
    if (model.rx_count == RX_FIFO) {
        model.latched |= 8;
        return;
    }
    if (model.rx_count == 0) {
        model.latched |= RX; /* the level of one character is reached */
    }
    model.rx[model.rx_count++] = byte;
}

static void transmit(void)
{
    if (model.tx.count == 0) {
        model.is_shifting = false;
    } else if (model_tx_look(&model.tx)) {
        model.is_shifting = true;
        model.latched |= model.tx.count == 0 ? TX : 0;
    }
}

static uint32_t status(void)
{
    transmit();
    const uint32_t value = (model.tx.count == 0 ? 4U : 0U) |
                           (model.tx.count == 0 && !model.is_shifting ? 8U : 0U) |
                           (model.rx_count == 0 ? 0x20U : 0U);
    if (model.arrives_at != 0 && --model.arrives_at == 0) {
        receive('!');
    }
    return value;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    switch (offset) {
    case INTR_STATE:
        return model.latched;
    case INTR_ENABLE:
        return model.enabled;
    case CTRL:
        return model.absent ? 0 : model.ctrl;
    case STATUS:
        return status();
    case RDATA:
        assert_int_not_equal(model.rx_count, 0);
        const uint8_t byte = model.rx[0];
        memmove(model.rx, model.rx + 1, --model.rx_count);
        return byte;
    default:
        fail_msg("read at %#x", offset);
        return 0;
    }
}

static void send(uint8_t byte)
{
    if (model_tx_store(&model.tx, byte) && model.leaves_early) {
        model.leaves_early = false;
        model_tx_send(&model.tx, 1);
        model.latched |= TX;
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    switch (offset) {
    case INTR_STATE:
        model.latched &= ~value;
        break;
    case INTR_ENABLE:
        model.enabled = value;
        break;
    case INTR_TEST:
        model.latched |= value;
        break;
    case CTRL:
        model.ctrl = value;
        break;
    case WDATA:
        send((uint8_t)value);
        break;
    case FIFO_CTRL:
        assert_true(value == 0 || value == 2); /* QEMU's model has no RXRST to speak of */
        model.tx.count = value == 2 ? 0 : model.tx.count;
        model.fifo_ctrl = value;
        break;
    default:
        fail_msg("write at %#x", offset);
    }
}

static uint32_t interrupts(void)
{
    return model.latched & model.enabled;
}

static struct opentitan_uart_state port_state;
static const struct opentitan_uart port = {
    {&opentitan_uart_ops}, BASE, CLOCK_HZ, &fake.timer, &port_state};

static void reset(void)
{
    memset(&model, 0, sizeof(model));
    model.device =
        (struct model_device){.base = BASE, .size = 0x34, .width = 4, .load = load, .store = store};
    model_tx_init(&model.tx, FIFO);
}

const struct uart_bench bench = {
    .uart = &port.uart,
    .device = &model.device,
    .tx = &model.tx,
    .timer = &fake,
    .rate = 115204,
    .reset = reset,
};

static void configure_sets_the_rate_and_empties_the_port(void **state)
{
    (void)state;
    assert_int_equal(model.ctrl, STEP << 16 | 3);
    for (int i = 0; i < RX_FIFO; i++) {
        receive('x');
    }
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, "unsent", 6, 0), 6);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX | HAL_UART_IRQ_TX);
    assert_int_equal(hal_uart_configure(&port.uart, 1000000), 1000023);
    assert_int_equal(model.rx_count, 0);
    assert_int_equal(model.tx.count, 0);
    assert_int_equal(model.enabled, 0);
    assert_int_equal(model.latched, 0);
    assert_int_equal(model.fifo_ctrl, 0); /* one received character is an event */
    model.absent = true;
    assert_int_equal(hal_uart_configure(&port.uart, 115200), HAL_ERR_ABSENT);
}

static void rates_end_where_no_step_fits(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_configure(&port.uart, 3124952), 3124952);
    assert_int_equal(model.ctrl >> 16, 65535);
    assert_int_equal(hal_uart_configure(&port.uart, 3125001), HAL_ERR_INVALID);
    assert_int_equal(hal_uart_configure(&port.uart, 48), 48);
    assert_int_equal(hal_uart_configure(&port.uart, 70), HAL_ERR_INVALID);
    assert_int_equal(hal_uart_configure(&port.uart, 10), HAL_ERR_INVALID);
}

/* A step is 42 or 38 bits per second here. */
static void rates_are_up_to_five_percent_off(void **state)
{
    (void)state;
    struct opentitan_uart other = port;
    other.clock_hz = 42U << 20;
    assert_int_equal(hal_uart_configure(&other.uart, 400), 420);
    assert_int_equal(hal_uart_configure(&other.uart, 399), HAL_ERR_INVALID); /* 420 */
    other.clock_hz = 38U << 20;
    assert_int_equal(hal_uart_configure(&other.uart, 320), 304);
    assert_int_equal(hal_uart_configure(&other.uart, 322), HAL_ERR_INVALID); /* 304 */
}

static void parity_is_set(void **state)
{
    (void)state;
    const struct hal_uart_format even = {8, HAL_UART_PARITY_EVEN, 1};
    const struct hal_uart_format odd = {8, HAL_UART_PARITY_ODD, 1};
    const struct hal_uart_format two_stops = {8, HAL_UART_PARITY_NONE, 2};
    assert_int_equal(hal_uart_configure_format(&port.uart, 115200, &even), 115204);
    assert_int_equal(model.ctrl, STEP << 16 | 0x43);
    assert_int_equal(hal_uart_configure_format(&port.uart, 115200, &odd), 115204);
    assert_int_equal(model.ctrl, STEP << 16 | 0xc3);
    assert_int_equal(hal_uart_configure_format(&port.uart, 115200, &two_stops),
                     HAL_ERR_UNSUPPORTED);
}

/* Each burst: two reads of the status, a clear, and a set if all are out, as here. */
static void write_sends_in_bursts_of_sixteen(void **state)
{
    (void)state;
    check_bursts(1600, 4);
}

static void flush_waits_for_the_last_bit(void **state)
{
    (void)state;
    model.tx.looks_per_send = 3;
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_flush(&port.uart, 1000), HAL_OK);
    assert_int_equal(model.tx.count, 0);
    assert_false(model.is_shifting);
}

static void enabled_events_are_those_asked_for(void **state)
{
    (void)state;
    receive('a');
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX);
    assert_int_equal(interrupts(), RX);
    assert_int_equal(model.enabled, RX);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    assert_int_equal(interrupts(), TX);
    assert_int_equal(model.enabled, TX);
    hal_uart_enable_irqs(&port.uart, 0);
    assert_int_equal(model.enabled, 0);
}

static void enabling_again_writes_nothing(void **state)
{
    (void)state;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    model_clear_log(&model.device);
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    assert_int_equal(model_accesses(&model.device), 3); /* all of them reads */
    assert_int_equal(interrupts(), TX);
}

/* The level of <hal/uart.h>, of a device that announces only the first character. */
static void receiving_interrupts_until_all_is_read(void **state)
{
    (void)state;
    char text[8];
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX);
    assert_int_equal(interrupts(), 0);
    for (int i = 0; i < 5; i++) {
        receive((uint8_t)"hello"[i]);
    }
    assert_int_equal(hal_uart_read(&port.uart, text, 2, 0), 2);
    assert_int_equal(interrupts(), RX);
    assert_int_equal(hal_uart_read(&port.uart, text + 2, 6, HAL_FOREVER), 3);
    assert_memory_equal(text, "hello", 5);
    assert_int_equal(interrupts(), 0);
    receive('x');
    assert_int_equal(interrupts(), RX);
}

/* Whatever moment a character arrives at, it is read or interrupts. */
static void a_character_that_arrives_while_reading_is_not_missed(void **state)
{
    for (unsigned look = 1; look <= 8; look++) {
        char text[8];
        (void)set_up(state);
        hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_RX);
        receive('a');
        model.arrives_at = look;
        const int got = hal_uart_read(&port.uart, text, sizeof(text), 0);
        if (model.arrives_at == 0 && got == 1) {
            assert_int_equal(interrupts(), RX);
        }
        assert_true(got == 1 || text[1] == '!');
    }
}

static void sending_interrupts_while_the_fifo_is_empty(void **state)
{
    (void)state;
    model.tx.send_per_look = 0;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    assert_int_equal(interrupts(), TX);
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    assert_int_equal(interrupts(), 0);
    model.tx.send_per_look = 1;
    transmit();
    assert_int_equal(interrupts(), TX);
}

/* The first byte leaves the FIFO before the second comes. */
static void a_byte_that_leaves_early_is_no_event(void **state)
{
    (void)state;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    model.leaves_early = true;
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, "0123", 4, 0), 4);
    assert_int_equal(interrupts(), 0);
    assert_int_equal(hal_uart_write(&port.uart, "4", 1, 0), HAL_ERR_TIMEOUT);
}

static void a_byte_that_leaves_at_once_is_an_event(void **state)
{
    (void)state;
    hal_uart_enable_irqs(&port.uart, HAL_UART_IRQ_TX);
    model.leaves_early = true;
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, "0", 1, 0), 1);
    assert_int_equal(interrupts(), TX);
}

static void errors_are_counted_and_cleared(void **state)
{
    (void)state;
    const uint32_t latched[] = {0xb0, 0x30, 0x20,
                                0}; /* parity, framing and break; each once less */
    struct hal_uart_errors errors;
    for (int i = 0; i < RX_FIFO; i++) {
        receive('x');
    }
    for (unsigned i = 0; i < 4; i++) {
        receive('x');
        model.latched |= latched[i];
        hal_uart_get_errors(&port.uart, &errors);
    }
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.overruns, 4);
    assert_int_equal(errors.breaks, 3);
    assert_int_equal(errors.framing, 2);
    assert_int_equal(errors.parity, 1);
    assert_int_equal(model.latched & RX, RX);
    port_state.errors.overruns = UINT32_MAX;
    model.latched |= 8;
    hal_uart_get_errors(&port.uart, &errors);
    assert_true(errors.overruns == UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_uart_contract, set_up),
        cmocka_unit_test_setup(configure_sets_the_rate_and_empties_the_port, set_up),
        cmocka_unit_test_setup(rates_end_where_no_step_fits, set_up),
        cmocka_unit_test_setup(rates_are_up_to_five_percent_off, set_up),
        cmocka_unit_test_setup(parity_is_set, set_up),
        cmocka_unit_test_setup(write_sends_in_bursts_of_sixteen, set_up),
        cmocka_unit_test_setup(a_stuck_transmitter_times_out, set_up),
        cmocka_unit_test_setup(flush_waits_for_the_last_bit, set_up),
        cmocka_unit_test_setup(a_handler_that_writes_too_loses_no_character, set_up),
        cmocka_unit_test_setup(enabled_events_are_those_asked_for, set_up),
        cmocka_unit_test_setup(enabling_again_writes_nothing, set_up),
        cmocka_unit_test_setup(receiving_interrupts_until_all_is_read, set_up),
        cmocka_unit_test_setup(a_character_that_arrives_while_reading_is_not_missed, set_up),
        cmocka_unit_test_setup(sending_interrupts_while_the_fifo_is_empty, set_up),
        cmocka_unit_test_setup(a_byte_that_leaves_early_is_no_event, set_up),
        cmocka_unit_test_setup(a_byte_that_leaves_at_once_is_an_event, set_up),
        cmocka_unit_test_setup(errors_are_counted_and_cleared, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
