/* SPDX-License-Identifier: MIT */
/* The ns16550 driver on a modelled port: the rate, the format and what else configuring sets. */
#include "ns16550_port.h"

#include <host_test.h>
#include <string.h>

enum {
    LSR_FRAMING = 0x08,
};

static int set_up(void **state)
{
    (void)state;
    power_on();
    memset(&port_state, 0, sizeof(port_state));
    assert_int_equal(hal_uart_configure(&port.uart, 115200), 115200);
    model_clear_log(&model.device);
    return 0;
}

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
        {{5, HAL_UART_PARITY_ODD, 1}, 0x08},  {{6, HAL_UART_PARITY_NONE, 2}, 0x05},
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
    const struct hal_uart_format even = {5, HAL_UART_PARITY_EVEN, 2};
    assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &format), HAL_ERR_UNSUPPORTED);
    assert_int_equal(hal_uart_configure_format(&port.uart, 9600, &even), HAL_ERR_UNSUPPORTED);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
