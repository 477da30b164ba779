/* SPDX-License-Identifier: MIT */
/*
 * The devices of QEMU's "virt" machine with IMSICs, and their connection to the runtime.
 */
#include "board.h"

const char board_name[] = RIVET_BOARD_NAME;
const unsigned long board_boot_hart = 0;

/* Only the timer of a CLINT: mtimecmp and mtime are where a whole one at this base has them. */
const struct clint board_clint = {
    .timer = {&clint_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_MTIME_BASE - CLINT_MTIME,
};
const struct hal_timer *const board_timer = &board_clint.timer;
const volatile uint32_t *const board_time_count = (const volatile uint32_t *)BOARD_MTIME_BASE;

static struct ns16550_state uart0_state;
const struct ns16550 board_uart0 = {
    .uart = {&ns16550_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_UART0_CLOCK_HZ,
    .timer = &board_clint.timer,
    .state = &uart0_state,
};
const struct hal_uart *const board_console = &board_uart0.uart;

const struct goldfish_rtc board_rtc = {
    .rtc = {&goldfish_rtc_ops},
    .base = BOARD_RTC_BASE,
};

IMSIC_DEFINE(board_imsic, BOARD_APLIC_BASE, BOARD_APLIC_SOURCES, BOARD_IMSIC_BASE,
             BOARD_IMSIC_HART_BITS, 0, BOARD_IMSIC_IDENTITIES);
const struct hal_irq *const board_irq = &board_imsic.irq;

static const struct sifive_test finisher = {BOARD_TEST_BASE};

void board_configure_console(void)
{
    NS16550_CHECK_RATE(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD);
    (void)ns16550_program(&board_uart0, NS16550_DIVISOR(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD));
}

void board_init(void)
{
    clint_init(&board_clint);
    imsic_init(BOARD_IMSIC_IDENTITIES);
    board_configure_console();
}

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    imsic_set_software_irq(BOARD_IMSIC_BASE, (uint32_t)hart_id, pending);
}

bool board_prepare_hart(unsigned long hart_id)
{
    return clint_init_hart(&board_clint, (uint32_t)hart_id);
}

void board_exit(int status)
{
    sifive_test_exit(&finisher, status);
}
