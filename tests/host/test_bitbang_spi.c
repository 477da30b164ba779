/* SPDX-License-Identifier: MIT */
/*
 * The bit-banged SPI controller: the wires in all four modes, and the NOR driver on top. A modelled
 * part samples and shifts on the edges of its mode.
 */
#include <bitbang_spi.h>
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <model_nor.h>
#include <spi_nor.h>
#include <string.h>

enum {
    SCK,
    MOSI,
    MISO,
    SELECT,
    PINS,
};

static struct {
    bool level[PINS];
    enum hal_gpio_mode mode[PINS];
    unsigned refused; /* the pin that can't be configured; PINS for none */
    unsigned spi_mode;
    struct model_spi_part *part;
    unsigned in, out, bits;
    unsigned selects;
} wires;

static void shift_out(void)
{
    if (wires.bits == 0) {
        wires.out = wires.part->out(wires.part);
    }
    wires.level[MISO] = (wires.out >> (7 - wires.bits) & 1) != 0;
}

static void sample_in(void)
{
    wires.in = (wires.in << 1 | (wires.level[MOSI] ? 1 : 0)) & 0xff;
    if (++wires.bits == 8) {
        wires.bits = 0;
        wires.part->in(wires.part, (uint8_t)wires.in);
    }
}

/* CPHA 0 samples on the edge away from idle and shifts on the other edge; CPHA 1 is the
 * opposite. */
static void clock_edge(bool away_from_idle)
{
    const bool second = (wires.spi_mode & 1) != 0;
    if (away_from_idle != second) {
        sample_in();
        return;
    }
    shift_out();
}

static void select_edge(bool high)
{
    wires.part->select(wires.part, !high);
    wires.bits = 0;
    wires.selects += high ? 0 : 1;
    assert_int_equal(wires.level[SCK], (wires.spi_mode & 2) != 0);
    if (!high && (wires.spi_mode & 1) == 0) {
        shift_out();
    }
}

static void pin_write(const struct hal_gpio *gpio, unsigned pin, bool high)
{
    (void)gpio;
    assert_true(pin < PINS && pin != MISO);
    contract_touches++;
    const bool changed = wires.level[pin] != high;
    wires.level[pin] = high;
    if (changed && pin == SELECT) {
        select_edge(high);
    } else if (changed && pin == SCK && !wires.level[SELECT]) {
        clock_edge(high != ((wires.spi_mode & 2) != 0));
    }
}

static bool pin_read(const struct hal_gpio *gpio, unsigned pin)
{
    (void)gpio;
    assert_int_equal(pin, MISO);
    contract_touches++;
    return wires.level[MISO];
}

static int pin_configure(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode)
{
    (void)gpio;
    if (pin == wires.refused) {
        return HAL_ERR_INVALID;
    }
    wires.mode[pin] = mode;
    return HAL_OK;
}

static const struct hal_gpio_ops gpio_ops = {
    .configure = pin_configure, .write = pin_write, .read = pin_read};
static const struct hal_gpio gpio = {&gpio_ops};
static struct fake_timer fake;
static struct bitbang_spi_state spi_state;
static const struct hal_pin select_pin = {&gpio, SELECT};
static const struct bitbang_spi spi = {
    .bus = {&bitbang_spi_ops},
    .sck = {&gpio, SCK},
    .mosi = {&gpio, MOSI},
    .miso = {&gpio, MISO},
    .selects = &select_pin,
    .select_count = 1,
    .timer = &fake.timer,
    .state = &spi_state,
};

/* A part that returns each received byte one byte later. */
static struct echo {
    struct model_spi_part part;
    uint8_t last;
} echo;

static void echo_select(struct model_spi_part *part, bool selected)
{
    (void)selected;
    ((struct echo *)part)->last = 0xa5;
}

static uint8_t echo_out(struct model_spi_part *part)
{
    return ((struct echo *)part)->last;
}

static void echo_in(struct model_spi_part *part, uint8_t byte)
{
    ((struct echo *)part)->last = byte;
}

static int set_up(void **state)
{
    (void)state;
    echo.part = (struct model_spi_part){echo_select, echo_out, echo_in};
    memset(&wires, 0, sizeof(wires));
    wires.part = &echo.part;
    wires.level[SELECT] = true;
    wires.refused = PINS;
    fake_timer_init(&fake, 10000000, 1);
    assert_int_equal(bitbang_spi_init(&spi), HAL_OK);
    return 0;
}

static void init_configures_the_pins(void **state)
{
    (void)state;
    assert_int_equal(wires.mode[MISO], HAL_GPIO_INPUT);
    assert_int_equal(wires.mode[SCK], HAL_GPIO_OUTPUT);
    assert_int_equal(wires.mode[SELECT], HAL_GPIO_OUTPUT);
    assert_int_equal(wires.selects, 0);
    for (unsigned pin = 0; pin < PINS; pin++) {
        wires.refused = pin;
        assert_int_equal(bitbang_spi_init(&spi), HAL_ERR_INVALID);
    }
}

static void bytes_are_exchanged_in_every_mode(void **state)
{
    (void)state;
    for (uint8_t mode = 0; mode < 4; mode++) {
        const struct hal_spi_device device = {&spi.bus, {1000000, mode, 0}};
        const uint8_t tx[5] = {0x80, 0x01, 0x5a, 0xff, 0x00};
        uint8_t rx[5] = {0};
        const struct hal_spi_segment segments[] = {{tx, rx, 2}, {tx + 2, rx + 2, 3}};
        wires.spi_mode = mode;
        hal_pin_write(&spi.sck, (mode & 2) != 0);
        assert_int_equal(hal_spi_transaction(&device, segments, 2, 1000000), HAL_OK);
        assert_int_equal(rx[0], 0xa5);
        assert_memory_equal(rx + 1, tx, 4);
        assert_true(wires.level[SELECT]);
    }
    assert_int_equal(wires.selects, 4);
}

static void the_clock_is_not_faster_than_asked(void **state)
{
    (void)state;
    const struct hal_spi_device device = {&spi.bus, {100000, 0, 0}};
    const struct hal_spi_segment segment = {NULL, NULL, 100};
    assert_int_equal(hal_spi_begin(&device), 100000);
    hal_spi_end(&device);
    const uint64_t before = fake.ticks;
    assert_int_equal(hal_spi_transaction(&device, &segment, 1, 1000000), HAL_OK);
    assert_true(fake.ticks - before >= 100 * 8 * 100);
}

static void a_transfer_out_of_time_deselects(void **state)
{
    (void)state;
    const struct hal_spi_device device = {&spi.bus, {100000, 0, 0}};
    const struct hal_spi_segment segment = {NULL, NULL, 100};
    assert_int_equal(hal_spi_transaction(&device, &segment, 1, 1000), HAL_ERR_TIMEOUT);
    assert_true(wires.level[SELECT]);
}

static void keeps_the_spi_contract(void **state)
{
    (void)state;
    const struct hal_spi_device device = {&spi.bus, {1000000, 0, 0}};
    assert_string_equal(contract_spi(&device, 1) ?: "", "");
}

static void a_nor_flash_works_over_the_wires(void **state)
{
    (void)state;
    static struct model_nor nor;
    static uint8_t buffer[8192];
    static struct spi_nor_state flash_state;
    static const struct spi_nor flash = {
        {&spi_nor_ops}, {&spi.bus, {25000000, 3, 0}}, &fake.timer, &flash_state};
    model_nor_init(&nor, 18);
    wires.part = &nor.part;
    wires.spi_mode = 3;
    hal_pin_write(&spi.sck, true);
    assert_string_equal(contract_block(&flash.block, 0, 3, buffer) ?: "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(init_configures_the_pins, set_up),
        cmocka_unit_test_setup(bytes_are_exchanged_in_every_mode, set_up),
        cmocka_unit_test_setup(the_clock_is_not_faster_than_asked, set_up),
        cmocka_unit_test_setup(a_transfer_out_of_time_deselects, set_up),
        cmocka_unit_test_setup(keeps_the_spi_contract, set_up),
        cmocka_unit_test_setup(a_nor_flash_works_over_the_wires, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
