/* SPDX-License-Identifier: MIT */
/*
 * Sends back 64 KiB as they come, by interrupts and rings of RING_SIZE bytes; uart_echo.py is at
 * the other end.
 */
#include <board.h>
#include <hal/uart_ring.h>
#include <rt/interrupt.h>
#include <rt/panic.h>

enum {
    SIZE = 64 * 1024,
    PATIENCE_US = 10000000,
};

static uint8_t rx_bytes[RING_SIZE];
static uint8_t tx_bytes[RING_SIZE];
static struct hal_ring rx = HAL_RING(rx_bytes);
static struct hal_ring tx = HAL_RING(tx_bytes);
static const struct hal_uart_ring terminal = {
    .uart = {&hal_uart_ring_ops},
    .port = &board_uart0.uart,
    .timer = &board_clint.timer,
    .rx = &rx,
    .tx = &tx,
};

static void serve_port(void *context)
{
    (void)context;
    hal_uart_ring_irq(&terminal);
}

RT_INTERRUPT(external)
{
    const uint32_t unknown = hal_irq_dispatch(&board_plic.irq);
    if (unknown != 0) {
        rt_panic("interrupt %u has no handler", (unsigned)unknown);
    }
}

static void write_all(const uint8_t *data, int size)
{
    for (int done = 0; done < size;) {
        const int sent =
            hal_uart_write(&terminal.uart, data + done, (size_t)(size - done), PATIENCE_US);
        if (sent <= 0) {
            rt_panic("writing: %d", sent);
        }
        done += sent;
    }
}

int main(void)
{
    uint8_t part[100];
    plic_init(&board_plic);
    if (hal_irq_attach(&board_plic.irq, BOARD_UART0_IRQ, serve_port, 0) < 0 ||
        hal_irq_set_priority(&board_plic.irq, BOARD_UART0_IRQ, 1) != 1 ||
        hal_irq_enable(&board_plic.irq, BOARD_UART0_IRQ, true) < 0 ||
        hal_uart_configure(&terminal.uart, BOARD_CONSOLE_BAUD) < 0) {
        rt_panic("the port could not be set up");
    }
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
    rt_interrupts_on();
    write_all((const uint8_t *)"ready\n", 6);
    for (int total = 0; total < SIZE;) {
        const size_t left = (size_t)(SIZE - total);
        const size_t size = left < sizeof part ? left : sizeof part;
        const int got = hal_uart_read(&terminal.uart, part, size, PATIENCE_US);
        if (got <= 0) {
            rt_panic("reading: %d after %d bytes", got, total);
        }
        write_all(part, got);
        total += got;
    }
    struct hal_uart_errors errors;
    hal_uart_get_errors(&terminal.uart, &errors);
    return hal_uart_flush(&terminal.uart, PATIENCE_US) < 0 || errors.overruns != 0;
}
