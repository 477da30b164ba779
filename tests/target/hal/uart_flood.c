/* SPDX-License-Identifier: MIT */
/*
 * Receives 1 MiB at full speed, with a ring of 64 bytes and a reader that stalls at times.
 * uart_flood.py sends it and checks the last line.
 */
#include "terminal.h"
#include <board.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <stdio.h>

enum {
    SIZE = 1024 * 1024,
    FCR_ENABLE_LEVEL_14 = 0xc1,
};

/* Long enough for ring and FIFO to become full. */
static void stall_now_and_then(unsigned part)
{
    if (part % 16 == 0) {
        hal_timer_delay_ns(board_timer, 100000);
    }
}

/* Sleeps, because the sender shares the host's processors with QEMU. */
static void wait_for_bytes(void)
{
    rt_interrupts_off();
    while (hal_ring_is_empty(terminal.rx)) {
        rt_interrupt_wait();
        rt_interrupts_on();
        rt_interrupts_off();
    }
    rt_interrupts_on();
}

int main(void)
{
    uint8_t part[100];
    struct hal_uart_errors errors;
    uint32_t count = 0;
    uint32_t hash = 0;
    if (!terminal_begin()) {
        rt_panic("the port could not be set up");
    }
    /* QEMU passes at once as many bytes as make the FIFO interrupt, otherwise one. */
    ns16550_put(&board_uart0, NS16550_FCR, FCR_ENABLE_LEVEL_14);
    printf("ready\n");
    for (unsigned i = 0; count < SIZE; i++) {
        const size_t left = SIZE - count;
        wait_for_bytes();
        const int got =
            hal_uart_read(&terminal.uart, part, left < sizeof(part) ? left : sizeof(part), 0);
        for (int k = 0; k < got; k++) {
            hash = hash * 31 + part[k];
        }
        count += (uint32_t)got;
        stall_now_and_then(i);
    }
    hal_uart_get_errors(&terminal.uart, &errors);
    printf("%u bytes, hash %u, %u overruns\n", (unsigned)count, (unsigned)hash,
           (unsigned)errors.overruns);
    return 0;
}
