/* SPDX-License-Identifier: MIT */
/*
 * The devices of QEMU's "virt" machine and their connection to the runtime.
 */
#include "board.h"

const char board_name[] = RIVET_BOARD_NAME;

static struct ns16550_state uart0_state;

const struct clint board_clint = {
    .timer = {&clint_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_CLINT_BASE,
    .hart = BOARD_BOOT_HART,
};
const struct hal_timer *const board_timer = &board_clint.timer;
const volatile uint32_t *const board_time_count =
    (const volatile uint32_t *)(BOARD_CLINT_BASE + CLINT_MTIME);

const struct ns16550 board_uart0 = {
    .uart = {&ns16550_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_UART0_CLOCK_HZ,
    .timer = &board_clint.timer,
    .state = &uart0_state,
};
const struct hal_uart *const board_console = &board_uart0.uart;

/* Each hart has a context for machine mode and one for supervisor mode. */
PLIC_DEFINE(board_plic, BOARD_PLIC_BASE, 2 * BOARD_BOOT_HART, BOARD_PLIC_SOURCES);
const struct hal_irq *const board_irq = &board_plic.irq;
const unsigned long board_boot_hart = BOARD_BOOT_HART;

const struct goldfish_rtc board_rtc = {
    .rtc = {&goldfish_rtc_ops},
    .base = BOARD_RTC_BASE,
};

static struct cfi_flash_state flash1_state;

const struct cfi_flash board_flash1 = {
    .block = {&cfi_flash_ops},
    .base = BOARD_FLASH1_BASE,
    .timer = &board_clint.timer,
    .state = &flash1_state,
};

/* The first device of its type. QEMU fills the slots from the last one down, in the order of its
 * -device arguments. */
#define VIRTIO(state_)                                                               \
    {                                                                                \
        .base = BOARD_VIRTIO7_BASE,                                                  \
        .stride = -BOARD_VIRTIO0_SIZE,                                               \
        .slots = (BOARD_VIRTIO7_BASE - BOARD_VIRTIO0_BASE) / BOARD_VIRTIO0_SIZE + 1, \
        .timer = &board_clint.timer,                                                 \
        .state = (state_),                                                           \
    }

static struct virtio_rng_state virtio_rng_state;

const struct virtio_rng board_virtio_rng = {
    .entropy = {&virtio_rng_ops},
    .device = VIRTIO(&virtio_rng_state.device),
    .state = &virtio_rng_state,
};

static struct virtio_blk_state virtio_blk_state;

const struct virtio_blk board_virtio_blk = {
    .block = {&virtio_blk_ops},
    .device = VIRTIO(&virtio_blk_state.device),
    .state = &virtio_blk_state,
};

static const struct sifive_test finisher = {BOARD_TEST_BASE};

#define DEVICE(text, device)        \
    {.name = "" text,               \
     .base = BOARD_##device##_BASE, \
     .size = BOARD_##device##_SIZE, \
     .rights = RT_WINDOW_READ | RT_WINDOW_WRITE}

/* The second window of PCIe for memory is above 4 GiB, at an address that depends on QEMU's -m. */
const struct board_window board_windows[] = {
    DEVICE("test device", TEST),
    DEVICE("clock", RTC),
    DEVICE("clint", CLINT),
    DEVICE("pcie io", PCIE_IO),
    DEVICE("plic", PLIC),
    DEVICE("uart", UART0),
    {
        .name = "virtio",
        .base = BOARD_VIRTIO0_BASE,
        .size = BOARD_VIRTIO7_BASE + BOARD_VIRTIO0_SIZE - BOARD_VIRTIO0_BASE,
        .rights = RT_WINDOW_READ | RT_WINDOW_WRITE,
    },
    DEVICE("fw_cfg", FW_CFG),
    DEVICE("flash 0", FLASH0),
    DEVICE("flash 1", FLASH1),
    DEVICE("pcie", PCIE),
    DEVICE("pcie memory", PCIE_MEMORY),
};
const unsigned board_window_count = sizeof(board_windows) / sizeof(board_windows[0]);

/* Out of line: board_init and a panic share it. */
__attribute__((noinline)) void board_configure_console(void)
{
    NS16550_CHECK_RATE(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD);
    (void)ns16550_program(&board_uart0, NS16550_DIVISOR(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD));
}

void board_init(void)
{
    clint_init(&board_clint);
    board_configure_console();
}

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    clint_set_software_irq(&board_clint, (uint32_t)hart_id, pending);
}

bool board_prepare_hart(unsigned long hart_id)
{
    return clint_init_hart(&board_clint, (uint32_t)hart_id);
}

void board_exit(int status)
{
    sifive_test_exit(&finisher, status);
}
