/* SPDX-License-Identifier: MIT */
/* The ns16550 driver on a modelled port: sequences, counts, errors, timeouts. */
#include "ns16550_port.h"
#include "uart_cases.h"

#include <host_test.h>
#include <string.h>

enum {
    LSR = 5,
    LSR_PARITY = 0x04,
    LSR_FRAMING = 0x08,
    LSR_BREAK = 0x10,
};

static void reset(void)
{
    power_on();
    memset(&port_state, 0, sizeof(port_state));
}

static void receive(bool has_error)
{
    model_ns16550_receive(&model, 'p', has_error ? LSR_PARITY : 0);
}

const struct uart_bench bench = {
    .uart = &port.uart,
    .device = &model.device,
    .tx = &model.tx,
    .timer = &fake,
    .rate = 115200,
    .reset = reset,
    .receive = receive,
};

static void fill(uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        data[i] = (uint8_t)(i * 7 + (i >> 8));
    }
}

static void write_sends_64_kib_in_full_bursts(void **state)
{
    (void)state;
    check_bursts(65536, 1);
}

static void write_sends_every_size_from_0_to_40(void **state)
{
    (void)state;
    uint8_t data[40];
    fill(data, sizeof(data));
    model.tx.send_per_look = 3;
    for (size_t size = 0; size <= sizeof(data); size++) {
        model.tx.sent_count = 0;
        assert_int_equal(hal_uart_write(&port.uart, data, size, HAL_FOREVER), size);
        assert_int_equal(hal_uart_flush(&port.uart, HAL_FOREVER), HAL_OK);
        assert_int_equal(model.tx.sent_count, size);
        assert_memory_equal(model.tx.sent, data, size);
    }
    assert_int_equal(model.tx.overflows, 0);
}

static void write_of_nothing_touches_nothing(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_write(&port.uart, NULL, 0, HAL_FOREVER), 0);
    assert_int_equal(hal_uart_read(&port.uart, NULL, 0, HAL_FOREVER), 0);
    assert_int_equal(model_accesses(&model.device), 0);
}

static void write_at_once_takes_one_fifo_full(void **state)
{
    (void)state;
    uint8_t data[100];
    fill(data, sizeof(data));
    model.tx.send_per_look = 0;
    assert_int_equal(hal_uart_write(&port.uart, data, sizeof(data), 0), 16);
    assert_int_equal(hal_uart_write(&port.uart, data, sizeof(data), 0), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(fake.looks, 0);
    assert_int_equal(model.tx.overflows, 0);
}

static void write_tells_how_much_went_before_the_timeout(void **state)
{
    (void)state;
    uint8_t data[100];
    fill(data, sizeof(data));
    model.tx.send_per_look = 1;
    assert_int_equal(hal_uart_write(&port.uart, data, sizeof(data), 40), 48);
    assert_true(fake.ticks > 40 && fake.ticks < 50);
}

static void flush_waits_for_the_last_bit(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_write(&port.uart, "12345", 5, 0), 5);
    model.tx.send_per_look = 1;
    assert_int_equal(hal_uart_flush(&port.uart, 1000), HAL_OK);
    assert_int_equal(model.tx.sent_count, 5);
}

static void read_takes_what_is_there(void **state)
{
    (void)state;
    char text[20];
    for (const char *c = "hello"; *c != '\0'; c++) {
        model_ns16550_receive(&model, (uint8_t)*c, 0);
    }
    assert_int_equal(hal_uart_read(&port.uart, text, 2, HAL_FOREVER), 2);
    assert_int_equal(hal_uart_read(&port.uart, text + 2, 18, HAL_FOREVER), 3);
    assert_memory_equal(text, "hello", 5);
    assert_int_equal(model.rx_underflows, 0);
}

static void read_takes_no_more_than_asked(void **state)
{
    (void)state;
    for (unsigned size = 0; size <= 16; size++) {
        char text[17] = {0};
        model.rx_count = 0;
        for (int i = 0; i < 16; i++) {
            model_ns16550_receive(&model, 'a', 0);
        }
        assert_int_equal(hal_uart_read(&port.uart, text, size, 0), size);
        assert_int_equal(model.rx_count, 16 - size);
        assert_int_equal(strlen(text), size);
    }
}

static void read_looks_at_the_status_before_each_character(void **state)
{
    (void)state;
    char text[16];
    for (int i = 0; i < 16; i++) {
        model_ns16550_receive(&model, 'a', 0);
    }
    assert_int_equal(hal_uart_read(&port.uart, text, 16, 0), 16);
    for (unsigned i = 0; i < 32; i += 2) {
        assert_int_equal(model.device.log[i].offset, LSR);
        assert_int_equal(model.device.log[i + 1].offset, 0);
    }
    assert_int_equal(model_accesses(&model.device), 32);
}

static void read_times_out_in_time(void **state)
{
    (void)state;
    char c;
    assert_int_equal(hal_uart_read(&port.uart, &c, 1, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(fake.looks, 0);
    assert_int_equal(hal_uart_read(&port.uart, &c, 1, 1), HAL_ERR_TIMEOUT);
    assert_in_range(fake.ticks, 2, 10);
    fake.ticks = 0;
    assert_int_equal(hal_uart_read(&port.uart, &c, 1, 100), HAL_ERR_TIMEOUT);
    assert_true(fake.ticks > 100 && fake.ticks < 110);
}

static void line_errors_are_counted_and_the_characters_kept(void **state)
{
    (void)state;
    char text[11];
    struct hal_uart_errors errors;
    model_ns16550_receive(&model, 'p', LSR_PARITY);
    model_ns16550_receive(&model, 'f', LSR_FRAMING);
    model_ns16550_receive(&model, 'g', 0);
    model_ns16550_receive(&model, 'b', LSR_FRAMING | LSR_PARITY);
    model_ns16550_receive(&model, 'c', LSR_FRAMING | LSR_PARITY);
    for (int i = 0; i < 5; i++) {
        model_ns16550_receive(&model, 0, LSR_BREAK | LSR_FRAMING | LSR_PARITY);
    }
    model_ns16550_receive(&model, 'h', LSR_FRAMING);
    assert_int_equal(hal_uart_read(&port.uart, text, 11, 0), 11);
    assert_memory_equal(text, "pfgbc\0\0\0\0\0h", 11);
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.parity, 3);
    assert_int_equal(errors.framing, 4);
    assert_int_equal(errors.breaks, 5);
    assert_int_equal(errors.overruns, 0);
}

static void an_overrun_is_counted_even_when_writing(void **state)
{
    (void)state;
    struct hal_uart_errors errors;
    for (int i = 0; i < 18; i++) {
        model_ns16550_receive(&model, 'a', 0);
    }
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 0), 1);
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.overruns, 1);
}

static void an_overrun_is_no_character(void **state)
{
    (void)state;
    char c;
    model.overrun = 0x02;
    assert_int_equal(hal_uart_read(&port.uart, &c, 1, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(model.rx_underflows, 0);
    assert_int_equal(port_state.errors.overruns, 1);
}

static void error_counters_stop_at_their_maximum(void **state)
{
    (void)state;
    char c;
    port_state.errors.parity = UINT32_MAX;
    model_ns16550_receive(&model, 'p', LSR_PARITY);
    assert_int_equal(hal_uart_read(&port.uart, &c, 1, 0), 1);
    assert_true(port_state.errors.parity == UINT32_MAX);
}

static void fill_the_fifo_once_more(void)
{
    model_tx_send(&model.tx, MODEL_NS16550_FIFO);
    write_a_fifo_full();
}

static void a_port_that_a_handler_keeps_busy_times_out(void **state)
{
    (void)state;
    model.tx.send_per_look = 0;
    write_a_fifo_full();
    model_set_interrupt(fill_the_fifo_once_more);
    assert_int_equal(hal_uart_write(&port.uart, "x", 1, 50), HAL_ERR_TIMEOUT);
    assert_int_equal(model.tx.overflows, 0);
}

static void irqs_are_enabled_exactly_as_asked(void **state)
{
    (void)state;
    for (unsigned events = 0; events < 4; events++) {
        hal_uart_enable_irqs(&port.uart, events);
        assert_int_equal(model.ier, events);
    }
    assert_true(model_ns16550_irq(&model));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_uart_contract, set_up),
        cmocka_unit_test_setup(write_sends_64_kib_in_full_bursts, set_up),
        cmocka_unit_test_setup(write_sends_every_size_from_0_to_40, set_up),
        cmocka_unit_test_setup(write_of_nothing_touches_nothing, set_up),
        cmocka_unit_test_setup(write_at_once_takes_one_fifo_full, set_up),
        cmocka_unit_test_setup(write_tells_how_much_went_before_the_timeout, set_up),
        cmocka_unit_test_setup(flush_waits_for_the_last_bit, set_up),
        cmocka_unit_test_setup(read_takes_what_is_there, set_up),
        cmocka_unit_test_setup(read_takes_no_more_than_asked, set_up),
        cmocka_unit_test_setup(read_looks_at_the_status_before_each_character, set_up),
        cmocka_unit_test_setup(read_times_out_in_time, set_up),
        cmocka_unit_test_setup(line_errors_are_counted_and_the_characters_kept, set_up),
        cmocka_unit_test_setup(an_overrun_is_counted_even_when_writing, set_up),
        cmocka_unit_test_setup(an_overrun_is_no_character, set_up),
        cmocka_unit_test_setup(error_counters_stop_at_their_maximum, set_up),
        cmocka_unit_test_setup(a_handler_that_writes_too_loses_no_character, set_up),
        cmocka_unit_test_setup(a_port_that_a_handler_keeps_busy_times_out, set_up),
        cmocka_unit_test_setup(irqs_are_enabled_exactly_as_asked, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
