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

static void configure_sets_divisor_format_and_fifos(void **state)
{
    (void)state;
    struct hal_uart_errors errors;
    model.ier = 3;
    for (int i = 0; i < 17; i++) { /* the last one is an overrun */
        model_ns16550_receive(&model, 'x', LSR_FRAMING);
    }
    port_state.errors.parity = 7;
    assert_int_equal(hal_uart_configure(&port.uart, 9600), 9600);
    assert_int_equal(model.dll | model.dlm << 8, 24);
    assert_int_equal(model.lcr, 0x03);
    assert_int_equal(model.fcr, 0x07);
    assert_int_equal(model.mcr, 0x0b); /* DTR, RTS, and interrupts on boards wired like a PC */
    assert_int_equal(model.ier, 0);
    assert_int_equal(model.rx_count, 0);
    assert_int_equal(hal_uart_flush(&port.uart, 0), HAL_OK); /* counts what the status has */
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.parity | errors.framing | errors.overruns | errors.breaks, 0);
}

static void each_format_has_its_line_control(void **state)
{
    (void)state;
    static const struct {
        struct hal_uart_format format;
        uint8_t lcr;
    } rows[] = {
        {{8, HAL_UART_PARITY_NONE, 2}, 0x07}, {{7, HAL_UART_PARITY_EVEN, 1}, 0x1a},
        {{7, HAL_UART_PARITY_ODD, 2}, 0x0e},  {{6, HAL_UART_PARITY_NONE, 1}, 0x01},
        {{5, HAL_UART_PARITY_ODD, 1}, 0x08},
    };
    for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &rows[i].format), 9600);
        assert_int_equal(model.lcr, rows[i].lcr);
    }
}

/* The part would send 1.5 stop bits. */
static void five_bits_with_two_stop_bits_are_refused(void **state)
{
    (void)state;
    const struct hal_uart_format format = {5, HAL_UART_PARITY_NONE, 2};
    assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &format), HAL_ERR_UNSUPPORTED);
    assert_int_equal(model.dll | model.dlm << 8, 2);
}

NS16550_CHECK_RATE(3686400, 75000);

static void a_constant_divisor_sets_the_same(void **state)
{
    (void)state;
    model.ier = 3;
    assert_true(ns16550_program(&port, NS16550_DIVISOR(3686400, 9600)));
    assert_int_equal(model.dll | model.dlm << 8, 24);
    assert_int_equal(model.lcr, 0x03);
    assert_int_equal(model.fcr & 1, 1);
    assert_int_equal(model.ier, 0);
    const unsigned rates[] = {75, 1200, 18432 /* 12.5 */, 75000, 115200, 230400};
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
        const int achieved = hal_uart_configure(&port.uart, rates[i]);
        assert_int_equal(model.dll | model.dlm << 8, NS16550_DIVISOR(3686400, rates[i]));
        assert_int_equal(achieved, NS16550_RATE(3686400, rates[i]));
    }
}

static void configure_returns_the_rate_achieved(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_configure(&port.uart, 75), 75);
    assert_int_equal(hal_uart_configure(&port.uart, 75000), 76800);
    assert_int_equal(model.dll, 3);
}

static void configure_accepts_an_error_of_exactly_five_percent(void **state)
{
    (void)state;
    assert_int_equal(hal_uart_configure(&port.uart, 242526), 230400); /* 12126 apart */
    assert_int_equal(hal_uart_configure(&port.uart, 242527), HAL_ERR_INVALID);
}

static void configure_uses_all_of_the_divisor(void **state)
{
    (void)state;
    struct ns16550 other = port;
    other.clock_hz = 1600 * 65535;
    assert_int_equal(hal_uart_configure(&other.uart, 100), 100);
    assert_int_equal(model.dll | model.dlm << 8, 65535);
    other.clock_hz = 1600 * 65536;
    assert_int_equal(hal_uart_configure(&other.uart, 100), HAL_ERR_INVALID);
    other.clock_hz = 16 * 268435455U;
    assert_int_equal(hal_uart_configure(&other.uart, 268435455), 268435455);
    assert_int_equal(model.dll | model.dlm << 8, 1);
}

static void configure_refuses_a_rate_out_of_reach(void **state)
{
    (void)state;
    const uint32_t rates[] = {0, 1, 3, 95000, 1000000, 268435456, UINT32_MAX};
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
        assert_int_equal(hal_uart_configure(&port.uart, rates[i]), HAL_ERR_INVALID);
    }
    assert_int_equal(model_accesses(&model.device), 0);
}

static void configure_tells_an_absent_port(void **state)
{
    (void)state;
    model.absent = true;
    assert_int_equal(hal_uart_configure(&port.uart, 9600), HAL_ERR_ABSENT);
}

static void registers_follow_the_stride(void **state)
{
    (void)state;
    static struct model_ns16550 wide;
    static const struct ns16550 wide_port = {
        .uart = {&ns16550_uart_ops},
        .base = 0x20000000,
        .clock_hz = 1843200,
        .timer = &fake.timer,
        .state = &port_state,
        .reg_shift = 2,
    };
    model_ns16550_init(&wide, 0x20000000, 2);
    assert_int_equal(hal_uart_configure(&wide_port.uart, 115200), 115200);
    assert_int_equal(hal_uart_write(&wide_port.uart, "ok", 2, 0), 2);
    assert_int_equal(hal_uart_flush(&wide_port.uart, 0), HAL_OK);
    assert_int_equal(wide.dll, 1);
    assert_memory_equal(wide.tx.sent, "ok", 2);
}

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
    assert_int_equal(hal_uart_read(&port.uart, &c, 1, 100), HAL_ERR_TIMEOUT);
    assert_true(fake.ticks > 100 && fake.ticks < 110);
}

static void line_errors_are_counted_and_the_characters_kept(void **state)
{
    (void)state;
    char text[9];
    struct hal_uart_errors errors;
    model_ns16550_receive(&model, 'p', LSR_PARITY);
    model_ns16550_receive(&model, 'f', LSR_FRAMING);
    model_ns16550_receive(&model, 'g', 0);
    model_ns16550_receive(&model, 'b', LSR_FRAMING | LSR_PARITY);
    for (int i = 0; i < 4; i++) {
        model_ns16550_receive(&model, 0, LSR_BREAK | LSR_FRAMING | LSR_PARITY);
    }
    model_ns16550_receive(&model, 'h', LSR_FRAMING);
    assert_int_equal(hal_uart_read(&port.uart, text, 9, 0), 9);
    assert_memory_equal(text, "pfgb\0\0\0\0h", 9);
    hal_uart_get_errors(&port.uart, &errors);
    assert_int_equal(errors.parity, 2);
    assert_int_equal(errors.framing, 3);
    assert_int_equal(errors.breaks, 4);
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
        cmocka_unit_test_setup(configure_sets_divisor_format_and_fifos, set_up),
        cmocka_unit_test_setup(each_format_has_its_line_control, set_up),
        cmocka_unit_test_setup(five_bits_with_two_stop_bits_are_refused, set_up),
        cmocka_unit_test_setup(a_constant_divisor_sets_the_same, set_up),
        cmocka_unit_test_setup(configure_returns_the_rate_achieved, set_up),
        cmocka_unit_test_setup(configure_accepts_an_error_of_exactly_five_percent, set_up),
        cmocka_unit_test_setup(configure_uses_all_of_the_divisor, set_up),
        cmocka_unit_test_setup(configure_refuses_a_rate_out_of_reach, set_up),
        cmocka_unit_test_setup(configure_tells_an_absent_port, set_up),
        cmocka_unit_test_setup(registers_follow_the_stride, set_up),
        cmocka_unit_test_setup(write_sends_64_kib_in_full_bursts, set_up),
        cmocka_unit_test_setup(write_sends_every_size_from_0_to_40, set_up),
        cmocka_unit_test_setup(write_of_nothing_touches_nothing, set_up),
        cmocka_unit_test_setup(write_at_once_takes_one_fifo_full, set_up),
        cmocka_unit_test_setup(write_tells_how_much_went_before_the_timeout, set_up),
        cmocka_unit_test_setup(flush_waits_for_the_last_bit, set_up),
        cmocka_unit_test_setup(read_takes_what_is_there, set_up),
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
