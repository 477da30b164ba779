/* SPDX-License-Identifier: MIT */
/* The devices of the RP2350 and their connection to the runtime. */
#include "board.h"

#include <rt/image.h>

const char board_name[] = RIVET_BOARD_NAME;
const unsigned long board_boot_hart = 0;

/*
 * What the boot ROM looks for in the first 4 KiB of the flash: a block that says that the image is
 * a program for this chip's RISC-V cores ("RP2350 Datasheet", chapter "Bootrom", "Block loops").
 */
__attribute__((section(".text.rt_boot_block"), used)) static const uint32_t boot_block[] = {
    0xffffded3, /* the block begins */
    0x11010142, /* an image type of one word: a program, RISC-V, RP2350 */
    0x000001ff, /* the last item: one word came before */
    0x00000000, /* the next block is this one */
    0xab123579, /* the block ends */
};

const struct aclint_mtimer board_mtimer = {
    .timer = {&aclint_mtimer_ops, BOARD_TIMEBASE_HZ},
    .mtime = BOARD_SIO_BASE + RP2350_SIO_MTIME,
    .mtimecmp = BOARD_SIO_BASE + RP2350_SIO_MTIMECMP,
};
const struct hal_timer *const board_timer = &board_mtimer.timer;
const volatile uint32_t *const board_time_count =
    (const volatile uint32_t *)(BOARD_SIO_BASE + RP2350_SIO_MTIME);

XH3IRQ_DEFINE(board_xh3irq, BOARD_IRQS);
const struct hal_irq *const board_irq = &board_xh3irq.irq;

static void pend_uart0(void)
{
    xh3irq_pend(BOARD_UART0_IRQ - XH3IRQ_SOURCE(0));
}

static struct pl011_state uart0_state;
const struct pl011 board_uart0 = {
    .uart = {&pl011_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_UART0_CLOCK_HZ,
    .timer = &board_mtimer.timer,
    .state = &uart0_state,
    .pend = pend_uart0,
};
const struct hal_uart *const board_console = &board_uart0.uart;

enum {
    PIN_TX = 0,
    PIN_RX = 1,
    FUNCTION_UART = 2,
    PAD_SCHMITT = 1 << 1,
    PAD_PULL_UP = 1 << 3,
    PAD_4_MA = 1 << 4,
    PAD_INPUT = 1 << 6,
};

/* The pad's register without the bit that isolates it. */
static void connect_pin(unsigned pin, uint32_t pad)
{
    reg_rw32 *const controls = (reg_rw32 *)BOARD_IO_BASE;
    reg_rw32 *const pads = (reg_rw32 *)BOARD_PADS_BASE;
    reg_write(&controls[2 * pin + 1], FUNCTION_UART);
    reg_write(&pads[pin + 1], pad);
}

/* Out of line: board_init and a panic share it. */
__attribute__((noinline)) void board_configure_console(void)
{
    PL011_CHECK_RATE(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD);
    (void)pl011_program(&board_uart0, PL011_DIVISOR(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD));
}

/* Without its crystal the chip goes on, at rates that are wrong. There is no console to say so. */
void board_init(void)
{
    static const struct rp2350_clocks clocks = {
        .clocks = BOARD_CLOCKS_BASE,
        .resets = BOARD_RESETS_BASE,
        .xosc = BOARD_XOSC_BASE,
        .pll_sys = BOARD_PLL_SYS_BASE,
        .ticks = BOARD_TICKS_BASE,
    };
    static const struct rp2350_pll pll = {125, 5, 2};
    RP2350_CHECK_PLL(BOARD_CRYSTAL_HZ, 125, 5, 2);
    static_assert(RP2350_PLL_HZ(BOARD_CRYSTAL_HZ, 125, 5, 2) == BOARD_CLOCK_HZ, "the core's clock");
    hal_ignore(rp2350_clocks_start(&clocks, BOARD_CRYSTAL_HZ / BOARD_TIMEBASE_HZ, &pll));
    hal_ignore(rp2350_clocks_release(&clocks, RP2350_IO_BANK0 | RP2350_PADS_BANK0 | RP2350_UART0));
    connect_pin(PIN_TX, PAD_4_MA | PAD_SCHMITT | PAD_INPUT);
    connect_pin(PIN_RX, PAD_4_MA | PAD_SCHMITT | PAD_INPUT | PAD_PULL_UP);
    aclint_mtimer_init(&board_mtimer);
    board_configure_console();
}

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    rp2350_sio_set_software_irq(BOARD_SIO_BASE, (uint32_t)hart_id, pending);
}

/* Core 1 waits in the boot ROM until core 0 sends it to the start of the image, where it is parked.
 * If it does not answer, it was sent there before a restart of core 0. */
bool board_prepare_hart(unsigned long hart_id)
{
    static bool is_launched;
    if (hart_id == 1 && !is_launched) {
        is_launched = true;
        hal_ignore(rp2350_sio_launch_core1(BOARD_SIO_BASE, (uintptr_t)rt_text_start,
                                           (uintptr_t)rt_stack_end, (uintptr_t)rt_text_start));
    }
    return hart_id <= 1;
}

/* The chip can't power itself off. */
void board_exit(int status)
{
    (void)status;
}
