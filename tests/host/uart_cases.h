/* SPDX-License-Identifier: MIT */
/*
 * Cases that UART drivers share. The test of a driver defines the bench: its port and the model
 * below it. It lists the cases that apply, next to its own.
 */
#ifndef UART_CASES_H
#define UART_CASES_H

#include <fake_timer.h>
#include <hal/uart.h>
#include <model.h>
#include <model_tx.h>

struct uart_bench {
    const struct hal_uart *uart;
    struct model_device *device;
    struct model_tx *tx;
    struct fake_timer *timer; /* the port's */
    int rate;                 /* what 115200 bit/s become */
    void (*reset)(void);      /* sets the model to its state after power-on */
    /* If a read of the status changes it: receives a character, with a line error or without. */
    void (*receive)(bool has_error);
};

extern const struct uart_bench bench;

/* Resets the model, and configures the port for 115200 bit/s. */
int set_up(void **state);

void keeps_the_uart_contract(void **state);
void a_stuck_transmitter_times_out(void **state);
void a_handler_that_writes_too_loses_no_character(void **state);

/* Writes @p size bytes. Each FIFO full takes @p looks accesses more than it has bytes. */
void check_bursts(size_t size, unsigned looks);

/* For a handler: writes what fits into the FIFO. */
void write_a_fifo_full(void);

#endif
