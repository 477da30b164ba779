/* SPDX-License-Identifier: MIT */
/* The devices of the HiFive1 and how they are wired to the runtime. */
#include "board.h"

static struct sifive_uart_state uart0_state;
static struct sifive_gpio_state gpio_state;
static uint32_t plic_enabled[BOARD_PLIC_SOURCES / 32 + 1];
static uint32_t plic_threshold;
static struct hal_irq_slot plic_slots[BOARD_PLIC_SOURCES + 1];

const struct clint board_clint = {
    .timer = {&clint_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_CLINT_BASE,
};

const struct sifive_uart board_uart0 = {
    .uart = {&sifive_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_UART_CLOCK_HZ,
    .timer = &board_clint.timer,
    .state = &uart0_state,
};

const struct sifive_gpio board_gpio = {
    .gpio = {&sifive_gpio_ops},
    .base = BOARD_GPIO_BASE,
    .pins = BOARD_GPIO_PINS,
    .state = &gpio_state,
};

const struct plic board_plic = {
    .irq = {&plic_irq_ops, plic_slots, BOARD_PLIC_SOURCES},
    .base = BOARD_PLIC_BASE,
    .enabled = plic_enabled,
    .threshold = &plic_threshold,
};

const struct hal_uart *const board_console = &board_uart0.uart;
const struct hal_timer *const board_timer = &board_clint.timer;
const struct hal_irq *const board_irq = &board_plic.irq;
const char board_name[] = RIVET_BOARD_NAME;

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    if (pending) {
        clint_raise_software_irq(&board_clint, (uint32_t)hart_id);
    } else {
        clint_clear_software_irq(&board_clint, (uint32_t)hart_id);
    }
}

void board_init(void)
{
    sifive_gpio_set_alternate(BOARD_GPIO_BASE, &gpio_state, BOARD_UART0_PINS);
    (void)!hal_uart_configure(board_console, BOARD_CONSOLE_BAUD);
}

/* The chip cannot end itself. */
void board_exit(int status)
{
    (void)status;
}
