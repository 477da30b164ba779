/* SPDX-License-Identifier: MIT */
/* See uart_cases.h. */
#include "uart_cases.h"

#include <contract.h>
#include <host_test.h>

enum {
    MOST = 65536, /* bytes of a write */
};

static uint8_t data[MOST];

int set_up(void **state)
{
    (void)state;
    bench.reset();
    model_detach_all();
    model_attach(bench.device);
    fake_timer_init(bench.timer, 1000000, 1);
    assert_int_equal(hal_uart_configure(bench.uart, 115200), bench.rate);
    model_clear_log(bench.device);
    return 0;
}

void keeps_the_uart_contract(void **state)
{
    (void)state;
    bench.tx->looks_per_send = 3;
    bench.tx->send_per_look = 1;
    assert_string_equal(contract_uart(bench.uart, 115200) ?: "", "");
    assert_int_equal(bench.tx->overflows, 0);
    assert_memory_equal(bench.tx->sent, "contract\r\n", 10);
}

void check_bursts(size_t size, unsigned looks)
{
    assert_true(size <= MOST);
    for (size_t i = 0; i < size; i++) {
        data[i] = (uint8_t)(i * 7 + (i >> 8));
    }
    assert_int_equal(hal_uart_write(bench.uart, data, size, HAL_FOREVER), size);
    assert_int_equal(model_accesses(bench.device), size + size / bench.tx->size * looks);
    assert_int_equal(hal_uart_flush(bench.uart, HAL_FOREVER), HAL_OK);
    assert_int_equal(bench.tx->overflows, 0);
    assert_int_equal(bench.tx->sent_count, size);
    assert_memory_equal(bench.tx->sent, data, size);
}

void a_stuck_transmitter_times_out(void **state)
{
    (void)state;
    bench.tx->send_per_look = 0;
    assert_int_equal(hal_uart_write(bench.uart, data, bench.tx->size + 3, 0), bench.tx->size);
    assert_int_equal(hal_uart_write(bench.uart, data, 10, 50), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_uart_flush(bench.uart, 50), HAL_ERR_TIMEOUT);
}

static size_t sent_by_handler;

void write_a_fifo_full(void)
{
    const int sent = hal_uart_write(bench.uart, data, bench.tx->size, 0);
    sent_by_handler = sent > 0 ? (size_t)sent : 0;
}

/* Returns false if the write made no access of this number. */
static bool write_with_a_handler_at(unsigned access, size_t size)
{
    sent_by_handler = 0;
    model_set_interrupt_at(access, write_a_fifo_full);
    assert_int_equal(hal_uart_write(bench.uart, data, size, HAL_FOREVER), size);
    const bool came = !model_interrupt_is_to_come();
    model_set_interrupt(NULL);
    assert_int_equal(hal_uart_flush(bench.uart, HAL_FOREVER), HAL_OK);
    assert_int_equal(bench.tx->sent_count, size + sent_by_handler);
    assert_int_equal(bench.tx->overflows, 0);
    return came;
}

static void write_with_a_handler_anywhere(size_t size, unsigned looks_per_send,
                                          unsigned send_per_look, bool has_error)
{
    unsigned access = 1;
    do {
        (void)set_up(NULL);
        bench.tx->looks_per_send = looks_per_send;
        bench.tx->send_per_look = send_per_look;
        if (bench.receive != NULL) {
            bench.receive(has_error);
        }
    } while (write_with_a_handler_at(access++, size));
    assert_true(access > size + 1);
}

void a_handler_that_writes_too_loses_no_character(void **state)
{
    (void)state;
    const unsigned fifo = bench.tx->size;
    const size_t sizes[] = {1, fifo - 1, fifo, fifo * 5 / 2};
    for (unsigned i = 0; i < 8; i++) {
        write_with_a_handler_anywhere(sizes[i / 2], 3, 1, i % 2 != 0);
        write_with_a_handler_anywhere(sizes[i / 2], 1, 1, i % 2 != 0);
        write_with_a_handler_anywhere(sizes[i / 2], 1, fifo, i % 2 != 0);
    }
}
