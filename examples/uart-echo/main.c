/* SPDX-License-Identifier: MIT */
/*
 * Echoes the input of the serial port, using interrupts. The handler moves bytes between the port
 * and two rings, and main moves them between the rings. The core sleeps while there is nothing to
 * do. Ctrl-D ends it.
 */
#include <board.h>
#include <hal/uart_ring.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/time.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    PRIORITY = 1,
    CTRL_D = 4,
};

static uint8_t rx_bytes[64], tx_bytes[64];
static struct hal_ring rx = HAL_RING(rx_bytes), tx = HAL_RING(tx_bytes);
static struct hal_uart_ring_state port_state;
static const struct hal_uart_ring port = {
    .uart = {&hal_uart_ring_ops},
    .port = &board_uart0.uart,
    .timer = &board_clint.timer,
    .rx = &rx,
    .tx = &tx,
    .state = &port_state,
};

static void serve_port(void *context)
{
    hal_uart_ring_irq(context);
}

static bool set_up(void)
{
    rt_irq_begin();
    if (hal_uart_configure(&port.uart, BOARD_CONSOLE_BAUD) < 0 ||
        rt_irq_attach(BOARD_UART0_IRQ, PRIORITY, serve_port, (void *)(uintptr_t)&port) < 0) {
        return false;
    }
    rt_interrupts_on();
    return true;
}

/* Interrupts are off between the check and the sleep, so that no byte is missed. */
static void sleep_until_received(void)
{
    rt_interrupts_off();
    while (hal_ring_is_empty(&rx)) {
        rt_idle();
    }
    rt_interrupts_on();
}

static void send(const void *data, size_t size)
{
    /* Without a timeout it can't fail. */
    hal_ignore(hal_uart_write_all(&port.uart, data, size, HAL_FOREVER));
}

static unsigned long echo_until_ctrl_d(void)
{
    unsigned long total = 0;
    for (;;) {
        uint8_t part[16];
        sleep_until_received();
        const size_t size = hal_ring_get(&rx, part, sizeof(part));
        const uint8_t *const end = memchr(part, CTRL_D, size);
        const size_t wanted = end != NULL ? (size_t)(end - part) : size;
        send(part, wanted);
        total += wanted;
        if (end != NULL) {
            return total;
        }
    }
}

int main(void)
{
    static const char greeting[] = "Type, and end with Ctrl-D.\n";
    struct hal_uart_errors errors;
    if (!set_up()) {
        printf("the port could not be set up\n");
        return 1;
    }
    send(greeting, strlen(greeting));
    const unsigned long total = echo_until_ctrl_d();
    const int status = hal_uart_flush(&port.uart, HAL_FOREVER);
    hal_uart_get_errors(&port.uart, &errors);
    printf("%lu bytes, %lu lost\n", total, (unsigned long)errors.overruns);
    return status < 0;
}
