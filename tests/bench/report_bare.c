/* SPDX-License-Identifier: MIT */
/*
 * The report of firmware without console or devices. It writes to the port's register, so that no
 * other code is linked that would change the count. With BENCH_REPORT_ENDS it also ends the
 * machine, which a start without exit does not do when main returns.
 */
#include "bench.h"

#include <board.h>
#include <hal/mmio.h>
#include <unistd.h>

static void put(char c)
{
    reg_write((reg_wo8 *)BOARD_UART0_BASE, (uint8_t)c);
}

static void put_text(const char *text)
{
    while (*text != '\0') {
        put(*text++);
    }
}

static void put_number(unsigned long value)
{
    if (value >= 10) {
        put_number(value / 10);
    }
    put((char)('0' + value % 10));
}

#ifdef BENCH_REPORT_ENDS
/* The C library's exit and abort call it, after an error and without a figure. */
void _exit(int status)
{
    (void)status;
    reg_write((reg_wo32 *)BOARD_TEST_BASE, 0x13333);
    for (;;) {
    }
}
#endif

void bench_report(const char *name, unsigned long total, unsigned long units)
{
    put_text("bench ");
    put_text(name);
    put(' ');
    put_number(total);
    put(' ');
    put_number(units);
    put('\n');
#ifdef BENCH_REPORT_ENDS
    reg_write((reg_wo32 *)BOARD_TEST_BASE, 0x5555);
#endif
}
