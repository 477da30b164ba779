/* SPDX-License-Identifier: MIT */
/*
 * Receives by interrupt into a ring, in bursts of a full FIFO. The port is looped back to itself,
 * so a burst is waiting when interrupts are turned on.
 */
#include "bench.h"

#include <board.h>
#include <hal/uart_ring.h>
#include <rt/interrupt.h>

enum {
    MCR_NORMAL = NS16550_MCR_DTR | NS16550_MCR_RTS | NS16550_MCR_OUT2,
    MCR_LOOP = 0x10,
    FIFO_SIZE = 16,
    BURSTS = 8
};

static uint8_t rx_bytes[256], tx_bytes[16];
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

static void serve(void *context)
{
    (void)context;
    hal_uart_ring_irq(&port);
}

RT_INTERRUPT(external)
{
    if (hal_irq_dispatch(&board_plic.irq) != 0) {
        rt_interrupt_disable(IRQ_MACHINE_EXTERNAL);
    }
}

static bool start(void)
{
    const struct hal_irq *irq = &board_plic.irq;

    return hal_uart_configure(&port.uart, BOARD_CONSOLE_BAUD) > 0 &&
           hal_irq_attach(irq, BOARD_UART0_IRQ, serve, NULL) == 0 &&
           hal_irq_set_priority(irq, BOARD_UART0_IRQ, 1) == 1 &&
           hal_irq_set_threshold(irq, 0) == 0 && hal_irq_enable(irq, BOARD_UART0_IRQ, true) == 0;
}

static void loop_back(bool on)
{
    ns16550_put(&board_uart0, NS16550_MCR, on ? MCR_NORMAL | MCR_LOOP : MCR_NORMAL);
}

/* The instructions that the interrupt adds for one burst; 0 if the bytes did not all arrive. */
static unsigned long count_burst(void)
{
    static const char burst[FIFO_SIZE] = "0123456789abcdef";
    char got[FIFO_SIZE];

    if (hal_uart_write(&board_uart0.uart, burst, sizeof(burst), 0) != FIFO_SIZE) {
        return 0;
    }
    const unsigned long count = BENCH_COUNT(rt_interrupts_on()) - 1;
    rt_interrupts_off();
    return hal_uart_read(&port.uart, got, sizeof(got), 0) == FIFO_SIZE ? count : 0;
}

int main(void)
{
    unsigned long total = 0;

    if (!start()) {
        return 1;
    }
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
    loop_back(true);
    for (unsigned i = 0; i < BURSTS; i++) {
        const unsigned long count = count_burst();
        if (count == 0) {
            return 1;
        }
        total += count;
    }
    loop_back(false);
    bench_report("uart.receive", total, BURSTS * FIFO_SIZE);
    return 0;
}
