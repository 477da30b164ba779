/* SPDX-License-Identifier: MIT */
/* The devices of the HiFive1 and their connection to the runtime. */
#include "board.h"

const char board_name[] = RIVET_BOARD_NAME;

static struct sifive_uart_state uart0_state;
static struct sifive_gpio_state gpio_state;

const struct clint board_clint = {
    .timer = {&clint_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_CLINT_BASE,
};
const struct hal_timer *const board_timer = &board_clint.timer;
const volatile uint32_t *const board_time_count =
    (const volatile uint32_t *)(BOARD_CLINT_BASE + CLINT_MTIME);

const struct sifive_uart board_uart0 = {
    .uart = {&sifive_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_UART_CLOCK_HZ,
    .timer = &board_clint.timer,
    .state = &uart0_state,
};
const struct hal_uart *const board_console = &board_uart0.uart;

const struct sifive_gpio board_gpio = {
    .gpio = {&sifive_gpio_ops},
    .base = BOARD_GPIO_BASE,
    .pins = BOARD_GPIO_PINS,
    .state = &gpio_state,
};

const struct sifive_wdog board_wdog = {
    .watchdog = {&sifive_wdog_ops},
    .base = BOARD_AON_BASE,
};

PLIC_DEFINE(board_plic, BOARD_PLIC_BASE, 0, BOARD_PLIC_SOURCES);
const struct hal_irq *const board_irq = &board_plic.irq;
const unsigned long board_boot_hart = 0;

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    clint_set_software_irq(&board_clint, (uint32_t)hart_id, pending);
}

/* Out of line: board_init and a panic share it. */
__attribute__((noinline)) void board_configure_console(void)
{
    SIFIVE_UART_CHECK_RATE(BOARD_UART_CLOCK_HZ, BOARD_CONSOLE_BAUD);
    (void)sifive_uart_program(&board_uart0,
                              SIFIVE_UART_DIVISOR(BOARD_UART_CLOCK_HZ, BOARD_CONSOLE_BAUD));
}

/* If the crystal doesn't swing, the ring oscillator stays. No port could report that. */
void board_init(void)
{
    hal_ignore(sifive_prci_use_crystal(BOARD_PRCI_BASE));
    clint_init(&board_clint);
    sifive_gpio_set_alternate(BOARD_GPIO_BASE, &gpio_state, BOARD_UART0_PINS);
    board_configure_console();
}

/* The chip can't power itself off. */
void board_exit(int status)
{
    (void)status;
}
