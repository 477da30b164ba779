/* SPDX-License-Identifier: MIT */
/*
 * Runs drivers with devices that return arbitrary values. libFuzzer chooses the driver, the calls
 * and every value that is read. Each call must end, return a value that its contract allows, leave
 * interrupts on, and do nothing undefined.
 */
#include <aclint_mtimer.h>
#include <aplic.h>
#include <bitbang_i2c.h>
#include <cfi_flash.h>
#include <clint.h>
#include <goldfish_rtc.h>
#include <hal/record.h>
#include <hal/uart_ring.h>
#include <hal/xh3power.h>
#include <imsic.h>
#include <ns16550.h>
#include <opentitan_timer.h>
#include <opentitan_uart.h>
#include <pl011.h>
#include <plic.h>
#include <sd_spi.h>
#include <sifive_gpio.h>
#include <sifive_spi.h>
#include <sifive_uart.h>
#include <sifive_wdog.h>
#include <spi_nor.h>
#include <stdlib.h>
#include <tmp1xx.h>
#include <virtio_blk.h>
#include <virtio_rng.h>
#include <xh3irq.h>
#include <zkr_entropy.h>

enum {
    BASE = 0x10000000,
    STEP_US = 5000, /* per reading of the clock, so that timeouts come soon */
    MAX_ERROR = -HAL_ERR_CORRUPT,
    CALLS = 32,
};

static const uint8_t *input;
static size_t input_left;
static uint8_t last_byte;

static uint8_t next(void)
{
    if (input_left != 0) {
        input_left--;
        last_byte = *input++;
    }
    return last_byte;
}

static uint32_t next_word(void)
{
    uint32_t word = 0;
    for (int i = 0; i < 4; i++) {
        word = word << 8 | next();
    }
    return word;
}

uint32_t model_load(uintptr_t address, unsigned width);
void model_store(uintptr_t address, unsigned width, uint32_t value);

/* The virtio device that is fuzzed, or NULL: what it writes, its type, and the status as the driver
 * has written it. */
static struct hal_virtio_queue *virtio_queue;
static volatile uint8_t *virtio_result;
static uint32_t virtio_type;
static uint32_t virtio_status;

/* Often what a device would answer, so that the drivers get beyond the start. */
static uint32_t virtio_load(uintptr_t address)
{
    switch (address % 0x1000) {
    case 0x00:
        return 0x74726976;
    case 0x04:
        return 1 + (next() & 1U);
    case 0x08:
        return virtio_type;
    case 0x34:
        return next();
    case 0x40:
    case 0x44:
        return next() == 1;
    case 0x70:
        return next() != 1 ? virtio_status : next();
    case 0xfc:
        return next() & 1U;
    default:
        return (next() & 1) != 0 ? 1U << (next() & 31) : next_word();
    }
}

void model_fence(void);

void model_fence(void)
{
    if (virtio_queue == NULL) {
        return;
    }
    const uint8_t choice = next();
    struct hal_virtio_used *used = &virtio_queue->used;
    used->index = (choice & 7) != 0 ? virtio_queue->available.index : next();
    for (size_t i = 0; i < HAL_VIRTIO_QUEUE_SIZE; i++) {
        used->ring[i].id = (choice & 0x38) != 0 ? 0 : next_word();
        used->ring[i].size = (choice & 0x40) != 0 ? next() : next_word();
    }
    *virtio_result = (choice & 0xc0) != 0 ? 0 : next();
}

uint32_t model_load(uintptr_t address, unsigned width)
{
    if (virtio_queue != NULL) {
        return virtio_load(address);
    }
    return width == 1 ? next() : next_word();
}

void model_store(uintptr_t address, unsigned width, uint32_t value)
{
    (void)width;
    if (virtio_queue != NULL && address % 0x1000 == 0x70) {
        virtio_status = value;
    }
}

void hal_xh3irq_enable(uint32_t window)
{
    (void)window;
}

void hal_xh3irq_disable(uint32_t window)
{
    (void)window;
}

void hal_xh3irq_force(uint32_t window)
{
    (void)window;
}

void hal_xh3irq_write_priorities(uint32_t window)
{
    (void)window;
}

uint32_t hal_xh3irq_read_priorities(uint32_t index)
{
    (void)index;
    return next_word();
}

uint32_t hal_xh3irq_next(void)
{
    return next_word();
}

void hal_xh3irq_write_context(uint32_t context)
{
    (void)context;
}

uint32_t hal_xh3irq_read_context(void)
{
    return next_word();
}

void hal_xh3power_unblock(void)
{
}

uint32_t model_seed_take(void);

uint32_t model_seed_take(void)
{
    return next_word();
}

unsigned long model_imsic_change(unsigned long number, unsigned long bits, bool value);
void model_imsic_write(unsigned long number, unsigned long value);
uint32_t model_imsic_claim(void);
uint32_t model_imsic_top(void);
void model_imsic_set_software(bool pending);
unsigned long model_imsic_hart(void);

unsigned long model_imsic_change(unsigned long number, unsigned long bits, bool value)
{
    (void)number;
    (void)bits;
    (void)value;
    return next_word();
}

void model_imsic_write(unsigned long number, unsigned long value)
{
    (void)number;
    (void)value;
}

uint32_t model_imsic_claim(void)
{
    return next_word();
}

uint32_t model_imsic_top(void)
{
    return next_word();
}

void model_imsic_set_software(bool pending)
{
    (void)pending;
}

unsigned long model_imsic_hart(void)
{
    return 1;
}

static bool interrupts_off;
unsigned long model_interrupts_off(void);
void model_interrupts_restore(unsigned long state);

unsigned long model_interrupts_off(void)
{
    const bool were_on = !interrupts_off;
    interrupts_off = true;
    return were_on;
}

void model_interrupts_restore(unsigned long state)
{
    interrupts_off = state == 0;
}

static void check(int status, int most)
{
    if (status < -MAX_ERROR || status > most) {
        abort();
    }
}

static uint64_t ticks;

static uint64_t now(const struct hal_timer *timer)
{
    (void)timer;
    return ticks += STEP_US;
}

static void ignore_deadline(const struct hal_timer *timer, uint64_t deadline)
{
    (void)timer;
    (void)deadline;
}

static void ignore_cancel(const struct hal_timer *timer)
{
    (void)timer;
}

static const struct hal_timer_ops timer_ops = {now, ignore_deadline, ignore_cancel};
static const struct hal_timer timer = {&timer_ops, 1000000};

static uint32_t timeout(void)
{
    return next() * 100U; /* never HAL_FOREVER */
}

static uint8_t bytes[4096];

static void use_uart(const struct hal_uart *uart, const struct hal_uart_ring *ring)
{
    struct hal_uart_errors errors;
    const struct hal_uart_format format = {next(), (enum hal_uart_parity)(next() % 4), next()};
    check(hal_uart_configure_format(uart, next_word(), &format), INT32_MAX);
    check(hal_uart_configure(uart, next_word()), INT32_MAX);
    for (int i = 0; i < CALLS && input_left != 0; i++) {
        const size_t size = (size_t)next() * 3;
        check(hal_uart_write(uart, bytes, size, timeout()), (int)size);
        check(hal_uart_read(uart, bytes, size, timeout()), (int)size);
        check(hal_uart_flush(uart, timeout()), 0);
        hal_uart_get_errors(uart, &errors);
        if (ring != NULL) {
            hal_uart_ring_irq(ring);
        } else {
            hal_uart_enable_irqs(uart, next());
        }
    }
}

static struct ns16550_state ns16550_state;
static const struct ns16550 ns16550 = {{&ns16550_uart_ops}, BASE, 3686400, &timer,
                                       &ns16550_state,      0};

static void fuzz_ns16550(void)
{
    use_uart(&ns16550.uart, NULL);
}

static void pend(void)
{
}

static void fuzz_pl011(void)
{
    static struct pl011_state state;
    static const struct pl011 uart = {{&pl011_ops}, BASE, 150000000, &timer, &state, pend};
    use_uart(&uart.uart, NULL);
}

static void fuzz_sifive_uart(void)
{
    static struct sifive_uart_state state;
    static const struct sifive_uart uart = {{&sifive_uart_ops}, BASE, 16000000, &timer, &state};
    use_uart(&uart.uart, NULL);
}

static void fuzz_opentitan_uart(void)
{
    static struct opentitan_uart_state state;
    static const struct opentitan_uart uart = {
        {&opentitan_uart_ops}, BASE, 50000000, &timer, &state};
    use_uart(&uart.uart, NULL);
}

static void fuzz_uart_ring(void)
{
    static uint8_t rx_bytes[17];
    static uint8_t tx_bytes[15];
    static struct hal_ring rx = HAL_RING(rx_bytes);
    static struct hal_ring tx = HAL_RING(tx_bytes);
    static struct hal_uart_ring_state state;
    static const struct hal_uart_ring ring = {
        {&hal_uart_ring_ops}, &ns16550.uart, &timer, &rx, &tx, &state};
    use_uart(&ring.uart, &ring);
}

static void use_block(const struct hal_block *block)
{
    check(hal_block_open(block), 0);
    for (int i = 0; i < CALLS && input_left != 0; i++) {
        const uint64_t offset = (uint64_t)next() << (next() % 48);
        const size_t size = ((size_t)next() << (next() % 12)) % sizeof(bytes);
        check(hal_block_read(block, offset, bytes, size), 0);
        check(hal_block_program(block, offset, bytes, size), 0);
        check(hal_block_erase(block, offset, size), 0);
    }
    static uint8_t buffer[512];
    const struct hal_record record = {block, 0, 1U << (next() % 20), buffer, sizeof(buffer)};
    check(hal_record_load(&record, bytes, sizeof(bytes)), sizeof(buffer));
    check(hal_record_store(&record, bytes, next() * 3U), 0);
}

static void fuzz_cfi_flash(void)
{
    static struct cfi_flash_state state;
    static const struct cfi_flash flash = {{&cfi_flash_ops}, BASE, &timer, &state};
    use_block(&flash.block);
}

static const struct sifive_spi spi = {{&sifive_spi_ops}, BASE, 100000000, &timer, 1};

static void fuzz_spi_nor(void)
{
    static struct spi_nor_state state;
    static const struct spi_nor flash = {
        {&spi_nor_ops}, {&spi.bus, {25000000, 0, 0}}, &timer, &state};
    use_block(&flash.block);
}

static void fuzz_sd_spi(void)
{
    static struct sd_spi_state state;
    static const struct sd_spi card = {{&sd_spi_ops}, {&spi.bus, {25000000, 0, 0}}, &timer, &state};
    use_block(&card.block);
}

static void nothing(void *context)
{
    (void)context;
}

static void use_irq(const struct hal_irq *irq)
{
    hal_irq_reset(irq);
    for (int i = 0; i < CALLS && input_left != 0; i++) {
        check(hal_irq_attach(irq, next(), nothing, NULL), 0);
        check(hal_irq_enable(irq, next(), (next() & 1) != 0), 0);
        check(hal_irq_set_priority(irq, next(), next_word()), INT32_MAX);
        check(hal_irq_set_threshold(irq, next_word()), INT32_MAX);
        hal_ignore(hal_irq_dispatch(irq));
    }
}

static void fuzz_plic(void)
{
    static uint32_t enabled[4];
    static uint32_t threshold;
    static struct hal_irq_slot slots[100];
    static const struct plic plic = {{&plic_irq_ops, slots, 99}, BASE,    BASE + PLIC_ENABLES(1),
                                     BASE + PLIC_CONTROL(1),     enabled, &threshold};
    use_irq(&plic.irq);
}

XH3IRQ_DEFINE(xh3irq, 99);

static void fuzz_xh3irq(void)
{
    use_irq(&xh3irq.irq);
}

APLIC_DEFINE(aplic, BASE, 1, 99);

static void fuzz_aplic(void)
{
    use_irq(&aplic.irq);
    check(aplic_set_mode(&aplic, next(), APLIC_RISING), 0);
}

IMSIC_DEFINE(imsic, BASE, 99, BASE, 3, 1, 63);

static void fuzz_imsic(void)
{
    use_irq(&imsic.irq);
    check(imsic_set_mode(&imsic, next(), APLIC_RISING), 0);
    imsic_set_software_irq(BASE, next() & 1, (next() & 1) != 0);
}

static void fuzz_small(void)
{
    static const struct goldfish_rtc rtc = {{&goldfish_rtc_ops}, BASE};
    static const struct clint clint = {{&clint_timer_ops, 10000000}, BASE, 3};
    static struct sifive_gpio_state state;
    static const struct sifive_gpio gpio = {{&sifive_gpio_ops}, BASE, 19, &state};
    const struct hal_pin pin = {&gpio.gpio, next()};
    check(hal_pin_configure(&pin, next()), 0);
    check(hal_pin_watch(&pin, next()), 0);
    hal_pin_write(&pin, (next() & 1) != 0);
    hal_pin_toggle(&pin);
    hal_ignore(hal_pin_read(&pin));
    hal_ignore(hal_gpio_take_edges(&gpio.gpio));
    check(hal_rtc_set(&rtc.rtc, hal_rtc_get_ns(&rtc.rtc)), 0);
    check(hal_rtc_set_alarm(&rtc.rtc, next_word()), 0);
    hal_rtc_acknowledge_alarm(&rtc.rtc);
    hal_rtc_clear_alarm(&rtc.rtc);
    hal_timer_set_deadline(&clint.timer, hal_timer_now(&clint.timer));
    const struct aclint_mtimer mtimer = {{&aclint_mtimer_ops, 10000000}, BASE, BASE + 8, 0};
    hal_timer_set_deadline(&mtimer.timer, hal_timer_now(&mtimer.timer));
    const struct opentitan_timer opentitan = {{&opentitan_timer_ops, 10000}, BASE, next()};
    hal_timer_set_deadline(&opentitan.timer, hal_timer_now(&opentitan.timer));
    const struct sifive_wdog wdog = {{&sifive_wdog_ops}, BASE, (next() & 1) != 0};
    check(hal_watchdog_start(&wdog.watchdog, next_word()), INT32_MAX);
    hal_watchdog_feed(&wdog.watchdog);
    hal_ignore(hal_watchdog_caused_reset(&wdog.watchdog));
    sifive_wdog_acknowledge(&wdog);
    check(hal_watchdog_stop(&wdog.watchdog), 0);
}

static int any_configure(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode)
{
    (void)gpio;
    (void)pin;
    (void)mode;
    return 0;
}

static void any_write(const struct hal_gpio *gpio, unsigned pin, bool high)
{
    (void)gpio;
    (void)pin;
    (void)high;
}

static bool any_read(const struct hal_gpio *gpio, unsigned pin)
{
    (void)gpio;
    (void)pin;
    return (next() & 1) != 0;
}

static void fuzz_i2c(void)
{
    static const struct hal_gpio_ops ops = {
        .configure = any_configure, .write = any_write, .read = any_read};
    static const struct hal_gpio gpio = {&ops};
    static const struct bitbang_i2c i2c = {
        {&bitbang_i2c_ops}, {&gpio, 0}, {&gpio, 1}, &timer, 100000};
    const struct tmp1xx sensor = {&i2c.bus, next()};
    check(bitbang_i2c_init(&i2c), 0);
    for (int i = 0; i < CALLS && input_left != 0; i++) {
        int32_t millicelsius = 0;
        const struct hal_i2c_message message = {(next() & 1) != 0 ? bytes : NULL,
                                                (next() & 1) != 0 ? bytes : NULL, next()};
        check(tmp1xx_read(&sensor, &millicelsius), 0);
        if (millicelsius < -256000 || millicelsius > 256000) {
            abort();
        }
        check(hal_i2c_transfer(&i2c.bus, next(), &message, 1, timeout()), 0);
        check(hal_i2c_recover(&i2c.bus), 0);
    }
}

static bool any_exists(void)
{
    return (next() & 1) != 0;
}

static void use_entropy(const struct hal_entropy *entropy)
{
    check(hal_entropy_open(entropy), 0);
    for (int i = 0; i < CALLS && input_left != 0; i++) {
        check(hal_entropy_read(entropy, bytes, next() * 3U, timeout()), 0);
        if (next() % 4 == 0) {
            check(hal_entropy_open(entropy), 0);
        }
    }
}

static void fuzz_zkr_entropy(void)
{
    static struct zkr_entropy_state state;
    static const struct zkr_entropy source = {{&zkr_entropy_ops}, any_exists, &timer, &state};
    use_entropy(&source.entropy);
}

static void fuzz_virtio_rng(void)
{
    static struct virtio_rng_state state;
    static const struct virtio_rng source = {
        {&virtio_rng_ops}, {BASE, 0x1000, 8, 0, &timer, &state.device}, &state};
    virtio_queue = &state.device.queue;
    virtio_result = &state.delivered[0];
    virtio_type = HAL_VIRTIO_ENTROPY;
    use_entropy(&source.entropy);
    if (state.count > VIRTIO_RNG_READY) {
        abort();
    }
    hal_virtio_close(&source.device);
    virtio_queue = NULL;
}

static void fuzz_virtio_blk(void)
{
    static struct virtio_blk_state state;
    static const struct virtio_blk disk = {
        {&virtio_blk_ops}, {BASE, 0x1000, 8, 0, &timer, &state.device}, &state};
    virtio_queue = &state.device.queue;
    virtio_result = &state.result;
    virtio_type = HAL_VIRTIO_BLOCK;
    use_block(&disk.block);
    hal_virtio_close(&disk.device);
    virtio_queue = NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const drivers[])(void) = {
        fuzz_ns16550,    fuzz_sifive_uart, fuzz_opentitan_uart, fuzz_uart_ring, fuzz_cfi_flash,
        fuzz_spi_nor,    fuzz_sd_spi,      fuzz_plic,           fuzz_aplic,     fuzz_imsic,
        fuzz_small,      fuzz_pl011,       fuzz_xh3irq,         fuzz_i2c,       fuzz_zkr_entropy,
        fuzz_virtio_rng, fuzz_virtio_blk,
    };
    input = data;
    input_left = size;
    last_byte = 0;
    drivers[next() % (sizeof(drivers) / sizeof(drivers[0]))]();
    if (interrupts_off) {
        abort();
    }
    return 0;
}
