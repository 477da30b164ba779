/* SPDX-License-Identifier: MIT */
/*
 * printf of a line to the serial port, including sending it. Then the same through a stream with a
 * put that waits for the port and sends one character, as in the C library's own examples.
 */
#include "bench.h"

#include <board.h>
#include <hal/mmio.h>
#include <stdio.h>

#define LINE "%d %x %8s\n", -42, 0xbeefU, "rust"

enum {
    REG_LSR = 5,
    LSR_THR_EMPTY = 0x20
};

static int put_plain(char c, FILE *stream)
{
    (void)stream;
    while ((reg_read((const reg_ro8 *)(BOARD_UART0_BASE + REG_LSR)) & LSR_THR_EMPTY) == 0) {
    }
    reg_write((reg_wo8 *)BOARD_UART0_BASE, (uint8_t)c);
    return (unsigned char)c;
}

static FILE plain = FDEV_SETUP_STREAM(put_plain, NULL, NULL, _FDEV_SETUP_WRITE);

int main(void)
{
    const unsigned long ours = BENCH_COUNT(printf(LINE));
    const unsigned long others = BENCH_COUNT(fprintf(&plain, LINE));

    bench_report("console.printf", ours, 1);
    bench_report("console.printf.plain_put", others, 1);
    return 0;
}
