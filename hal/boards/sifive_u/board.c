/* SPDX-License-Identifier: MIT */
/* The devices of the HiFive Unleashed and their connection to the runtime. */
#include "board.h"

const char board_name[] = RIVET_BOARD_NAME;

const struct clint board_clint = {
    .timer = {&clint_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_CLINT_BASE,
};
const struct hal_timer *const board_timer = &board_clint.timer;
const volatile uint32_t *const board_time_count =
    (const volatile uint32_t *)(BOARD_CLINT_BASE + CLINT_MTIME);

PLIC_DEFINE(board_plic, BOARD_PLIC_BASE, 0, BOARD_PLIC_SOURCES);
const struct hal_irq *const board_irq = &board_plic.irq;
const unsigned long board_boot_hart = 0;

static struct sifive_uart_state uart0_state;
static struct sifive_uart_state uart1_state;

const struct sifive_uart board_uart0 = {
    .uart = {&sifive_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_DEVICE_CLOCK_HZ,
    .timer = &board_clint.timer,
    .state = &uart0_state,
};
const struct hal_uart *const board_console = &board_uart0.uart;

const struct sifive_uart board_uart1 = {
    .uart = {&sifive_uart_ops},
    .base = BOARD_UART1_BASE,
    .clock_hz = BOARD_DEVICE_CLOCK_HZ,
    .timer = &board_clint.timer,
    .state = &uart1_state,
};

static struct sifive_gpio_state gpio_state;

const struct sifive_gpio board_gpio = {
    .gpio = {&sifive_gpio_ops},
    .base = BOARD_GPIO_BASE,
    .pins = BOARD_GPIO_PINS,
    .state = &gpio_state,
};

const struct sifive_spi board_spi0 = {
    .bus = {&sifive_spi_ops},
    .base = BOARD_SPI0_BASE,
    .clock_hz = BOARD_DEVICE_CLOCK_HZ,
    .timer = &board_clint.timer,
    .selects = 1,
};

const struct sifive_spi board_spi2 = {
    .bus = {&sifive_spi_ops},
    .base = BOARD_SPI2_BASE,
    .clock_hz = BOARD_DEVICE_CLOCK_HZ,
    .timer = &board_clint.timer,
    .selects = 1,
};

static struct spi_nor_state flash_state;
static struct sd_spi_state sd_state;

const struct spi_nor board_flash = {
    .block = {&spi_nor_ops},
    .spi = {&board_spi0.bus, {.max_hz = 50000000}},
    .timer = &board_clint.timer,
    .state = &flash_state,
};

const struct sd_spi board_sd = {
    .block = {&sd_spi_ops},
    .spi = {&board_spi2.bus, {.max_hz = 20000000}},
    .timer = &board_clint.timer,
    .state = &sd_state,
};

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    clint_set_software_irq(&board_clint, (uint32_t)hart_id, pending);
}

/* Out of line: board_init and a panic share it. */
__attribute__((noinline)) void board_configure_console(void)
{
    SIFIVE_UART_CHECK_RATE(BOARD_DEVICE_CLOCK_HZ, BOARD_CONSOLE_BAUD);
    (void)sifive_uart_program(&board_uart0,
                              SIFIVE_UART_DIVISOR(BOARD_DEVICE_CLOCK_HZ, BOARD_CONSOLE_BAUD));
}

void board_init(void)
{
    clint_init(&board_clint);
    board_configure_console();
}

bool board_prepare_hart(unsigned long hart_id)
{
    return clint_init_hart(&board_clint, (uint32_t)hart_id);
}

/* The chip can't power itself off. */
void board_exit(int status)
{
    (void)status;
}
