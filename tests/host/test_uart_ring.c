/* SPDX-License-Identifier: MIT */
/*
 * The interrupt-driven port with the ns16550 driver and its model. The interrupt comes after any
 * register access, and just before the port's interrupts are selected.
 */
#include "ns16550_port.h"

#include <hal/uart_ring.h>
#include <host_test.h>
#include <string.h>

enum {
    SIZE = 65536,
    LIVELOCK = 100, /* entries in a row without time between them */
};

/* Called once, between the decision which interrupts to enable and its register access. */
static void (*before_the_choice)(void);

static void enable_after_an_interrupt(const struct hal_uart *uart, unsigned events)
{
    void (*const happens)(void) = before_the_choice;
    before_the_choice = NULL;
    if (happens != NULL) {
        happens();
    }
    model_interrupt();
    ns16550_enable_irqs(uart, events);
}

static const struct hal_uart_ops interrupted_ops = {
    .configure = ns16550_configure,
    .write = ns16550_write,
    .read = ns16550_read,
    .flush = ns16550_flush,
    .get_errors = ns16550_get_errors,
    .enable_irqs = enable_after_an_interrupt,
};

static const struct ns16550 interrupted_port = {
    .uart = {&interrupted_ops},
    .base = BASE,
    .clock_hz = 3686400,
    .timer = &fake.timer,
    .state = &port_state,
};

static uint8_t rx_bytes[64];
static uint8_t tx_bytes[64];
static struct hal_ring rx;
static struct hal_ring tx;
static struct hal_uart_ring_state terminal_state;
static const struct hal_uart_ring terminal = {
    .uart = {&hal_uart_ring_ops},
    .port = &interrupted_port.uart,
    .timer = &fake.timer,
    .rx = &rx,
    .tx = &tx,
    .state = &terminal_state,
};

static uint32_t arrive_left;
static uint32_t arrived;
static bool in_handler;

static uint8_t pattern(uint32_t index)
{
    return (uint8_t)(index * 31 + (index >> 8));
}

/* A level-triggered source interrupts until it is inactive. */
static void serve_the_port(void)
{
    unsigned entries = 0;
    while (model_ns16550_irq(&model)) {
        if (entries++ == LIVELOCK) {
            fail_msg("livelock: ier %u, %u received", model.ier, model.rx_count);
        }
        hal_uart_ring_irq(&terminal);
    }
}

/* The other end sends while the FIFO has space. The handler runs while the port interrupts. */
static void line_and_interrupt(void)
{
    if (arrive_left != 0 && model.rx_count < MODEL_NS16550_FIFO) {
        model_ns16550_receive(&model, pattern(arrived++), 0);
        arrive_left--;
    }
    if (!in_handler) {
        in_handler = true;
        serve_the_port();
        in_handler = false;
    }
}

/* The line also makes progress while the port is not accessed. */
static uint64_t now(const struct hal_timer *timer)
{
    (void)timer;
    model_tx_send(&model.tx, 1);
    line_and_interrupt();
    return fake.ticks++;
}

static void set_up(uint32_t capacity)
{
    static const struct hal_timer_ops ops = {now, NULL, NULL};
    power_on();
    fake.timer.ops = &ops;
    rx = (struct hal_ring){rx_bytes, capacity, 0, 0};
    tx = (struct hal_ring){tx_bytes, capacity, 0, 0};
    arrive_left = 0;
    arrived = 0;
    in_handler = false;
    before_the_choice = NULL;
    assert_int_equal(hal_uart_configure(&terminal.uart, 115200), 115200);
    assert_int_equal(model.ier, 1);
}

static const uint32_t capacities[] = {1, 2, 15, 16, 17, 64};

static void sends_64_kib_with_any_ring(void **state)
{
    (void)state;
    static uint8_t data[SIZE];
    for (uint32_t i = 0; i < SIZE; i++) {
        data[i] = pattern(i);
    }
    for (size_t c = 0; c < sizeof(capacities) / sizeof(capacities[0]); c++) {
        set_up(capacities[c]);
        model_set_interrupt(line_and_interrupt);
        assert_int_equal(hal_uart_write(&terminal.uart, data, SIZE, HAL_FOREVER - 1), SIZE);
        assert_int_equal(hal_uart_flush(&terminal.uart, 1000000), HAL_OK);
        assert_int_equal(model.tx.sent_count, SIZE);
        assert_memory_equal(model.tx.sent, data, SIZE);
        assert_int_equal(model.ier, 1);
        assert_int_equal(model.tx.overflows, 0);
    }
}

static void receives_64_kib_with_any_ring(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof(capacities) / sizeof(capacities[0]); c++) {
        struct hal_uart_errors errors;
        set_up(capacities[c]);
        arrive_left = SIZE;
        model_set_interrupt(line_and_interrupt);
        for (uint32_t i = 0; i < SIZE;) {
            uint8_t part[40];
            const int got = hal_uart_read(&terminal.uart, part, i % 40 + 1, 100);
            assert_true(got > 0);
            for (int k = 0; k < got; k++) {
                assert_int_equal(part[k], pattern(i++));
            }
        }
        hal_uart_get_errors(&terminal.uart, &errors);
        assert_int_equal(errors.overruns, 0);
        assert_int_equal(hal_uart_read(&terminal.uart, rx_bytes, 1, 100), HAL_ERR_TIMEOUT);
    }
}

static void what_finds_no_room_is_lost_newest_first_and_counted(void **state)
{
    (void)state;
    uint8_t got[64];
    struct hal_uart_errors errors;
    set_up(15);
    for (uint32_t i = 0; i < 40; i++) {
        model_ns16550_receive(&model, pattern(i), 0);
        serve_the_port();
    }
    int total = 0;
    int part;
    while ((part = hal_uart_read(&terminal.uart, got + total, 64, 0)) > 0) {
        total += part;
        hal_uart_ring_irq(&terminal);
    }
    assert_int_equal(total, 15 + MODEL_NS16550_FIFO);
    for (int i = 0; i < total; i++) {
        assert_int_equal(got[i], pattern((uint32_t)i));
    }
    hal_uart_get_errors(&terminal.uart, &errors);
    assert_int_equal(errors.overruns, 1);
}

static void a_full_ring_masks_reception_until_it_is_read(void **state)
{
    (void)state;
    uint8_t byte;
    set_up(1);
    model_ns16550_receive(&model, 'a', 0);
    model_ns16550_receive(&model, 'b', 0);
    hal_uart_ring_irq(&terminal);
    assert_int_equal(model.ier, 0);
    assert_int_equal(hal_uart_read(&terminal.uart, &byte, 1, 0), 1);
    assert_int_equal(byte, 'a');
    assert_int_equal(model.ier, 1);
}

static void a_burst_arrives(void)
{
    for (uint32_t i = 0; i < 8; i++) {
        model_ns16550_receive(&model, pattern(i), 0);
    }
}

static void a_stale_choice_to_receive_into_a_full_ring_is_made_again(void **state)
{
    (void)state;
    uint8_t got[8];
    set_up(4);
    model_set_interrupt(line_and_interrupt);
    before_the_choice = a_burst_arrives;
    assert_int_equal(hal_uart_write(&terminal.uart, "x", 1, 0), 1);
    assert_int_equal(model.ier & 1, 0);
    assert_int_equal(hal_uart_read(&terminal.uart, got, 4, 0), 4);
    assert_int_equal(hal_uart_read(&terminal.uart, got + 4, 4, 0), 4);
    for (uint32_t i = 0; i < 8; i++) {
        assert_int_equal(got[i], pattern(i));
    }
    assert_int_equal(model.ier, 1);
}

static void everything_goes_out(void)
{
    model_tx_send(&model.tx, MODEL_NS16550_FIFO);
    model_interrupt();
    model_tx_send(&model.tx, MODEL_NS16550_FIFO);
}

static void a_stale_choice_to_send_from_an_empty_ring_is_made_again(void **state)
{
    (void)state;
    set_up(16);
    model.tx.send_per_look = 0;
    model_set_interrupt(line_and_interrupt);
    assert_int_equal(hal_uart_write(&terminal.uart, "0123456789abcdef", 16, 0), 16);
    assert_int_equal(hal_uart_write(&terminal.uart, "x", 1, 0), 1);
    assert_int_equal(model.ier, 3);
    before_the_choice = everything_goes_out;
    assert_int_equal(hal_uart_write(&terminal.uart, "y", 1, 0), 1);
    assert_int_equal(model.ier, 1);
    assert_int_equal(model.tx.sent_count, 18);
    assert_memory_equal(model.tx.sent, "0123456789abcdefxy", 18);
}

static void the_second_interrupt_in_a_row_for_nothing_chooses_again(void **state)
{
    (void)state;
    set_up(16);
    for (int i = 0; i < 3; i++) {
        model_ns16550_receive(&model, 'x', 0);
        hal_uart_ring_irq(&terminal);
        model.ier = 3; /* a stale enable write */
        hal_uart_ring_irq(&terminal);
        assert_int_equal(model.ier, 3);
        hal_uart_ring_irq(&terminal);
        assert_int_equal(model.ier, 1);
    }
}

static void calls_without_time_do_what_is_possible(void **state)
{
    (void)state;
    uint8_t byte;
    set_up(16);
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_read(&terminal.uart, &byte, 1, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_read(&terminal.uart, &byte, 0, 0), 0);
    assert_int_equal(hal_uart_write(&terminal.uart, rx_bytes, 0, 0), 0);
    assert_int_equal(hal_uart_write(&terminal.uart, rx_bytes, 20, 0), 16);
    assert_int_equal(hal_uart_write(&terminal.uart, rx_bytes, 20, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_flush(&terminal.uart, 0), HAL_ERR_TIMEOUT);
}

static void an_error_of_the_port_comes_through(void **state)
{
    (void)state;
    set_up(16);
    model.absent = true;
    assert_int_equal(hal_uart_configure(&terminal.uart, 0), HAL_ERR_INVALID);
    assert_int_equal(hal_uart_configure(&terminal.uart, 9600), HAL_ERR_ABSENT);
}

static void a_port_that_never_stops_cannot_hold_the_handler(void **state)
{
    (void)state;
    set_up(17);
    for (int i = 0; i < 1000; i++) {
        while (model.rx_count < MODEL_NS16550_FIFO) {
            model_ns16550_receive(&model, 'x', 0);
        }
        model_clear_log(&model.device);
        hal_uart_ring_irq(&terminal);
        assert_true(model_accesses(&model.device) < 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sends_64_kib_with_any_ring),
        cmocka_unit_test(receives_64_kib_with_any_ring),
        cmocka_unit_test(what_finds_no_room_is_lost_newest_first_and_counted),
        cmocka_unit_test(a_full_ring_masks_reception_until_it_is_read),
        cmocka_unit_test(a_stale_choice_to_receive_into_a_full_ring_is_made_again),
        cmocka_unit_test(a_stale_choice_to_send_from_an_empty_ring_is_made_again),
        cmocka_unit_test(the_second_interrupt_in_a_row_for_nothing_chooses_again),
        cmocka_unit_test(calls_without_time_do_what_is_possible),
        cmocka_unit_test(an_error_of_the_port_comes_through),
        cmocka_unit_test(a_port_that_never_stops_cannot_hold_the_handler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
