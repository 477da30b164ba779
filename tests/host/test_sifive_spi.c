/* SPDX-License-Identifier: MIT */
/* The SiFive SPI driver on its modelled registers, with a NOR flash on the select line. */
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <model.h>
#include <model_nor.h>
#include <sifive_spi.h>
#include <spi_nor.h>
#include <string.h>

enum {
    BASE = 0x10040000,
    SCKDIV = 0x00,
    SCKMODE = 0x04,
    CSID = 0x10,
    CSMODE = 0x18,
    FMT = 0x40,
    TXDATA = 0x48,
    RXDATA = 0x4c,
    FCTRL = 0x60,
    FIFO = 8,
};

static struct {
    struct model_device device;
    uint32_t regs[0x78 / 4];
    uint8_t rx[FIFO];
    unsigned rx_count, rx_overflows;
    unsigned delay, delay_left; /* reads of an empty FIFO before a byte arrives */
    bool dead;                  /* no byte ever arrives */
    struct model_spi_part *part;
    bool selected;
    unsigned cut_short; /* deselections before the last byte was transferred */
} model;

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset != RXDATA) {
        return model.regs[offset / 4];
    }
    if (model.rx_count == 0 || model.dead) {
        return 0x80000000;
    }
    if (model.delay_left != 0) {
        model.delay_left--;
        return 0x80000000;
    }
    const uint8_t byte = model.rx[0];
    memmove(model.rx, model.rx + 1, --model.rx_count);
    model.delay_left = model.delay;
    return byte;
}

static void send(uint8_t byte)
{
    assert_int_equal(model.regs[FCTRL / 4], 0);
    assert_int_equal(model.regs[FMT / 4], 0x80000);
    if (model.regs[CSMODE / 4] == 2 && !model.selected) {
        model.selected = true;
        model.part->select(model.part, true);
    }
    if (model.rx_count == FIFO) {
        model.rx_overflows++;
    } else {
        model.rx[model.rx_count++] = model_spi_exchange(model.selected ? model.part : NULL, byte);
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    model.regs[offset / 4] = value;
    if (offset == TXDATA) {
        send((uint8_t)value);
    } else if (offset == CSMODE && value != 2 && model.selected) {
        model.selected = false;
        model.cut_short += model.rx_count != 0;
        model.part->select(model.part, false);
    }
}

static struct model_nor nor;
static struct fake_timer fake;
static const struct sifive_spi spi = {{&sifive_spi_ops}, BASE, 100000000, &fake.timer, 1};
static const struct hal_spi_device device = {&spi.bus, {25000000, 0, 0}};

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device.base = BASE;
    model.device.size = sizeof(model.regs);
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model.regs[FCTRL / 4] = 1;
    model_detach_all();
    model_attach(&model.device);
    model_nor_init(&nor, 20);
    model.part = &nor.part;
    fake_timer_init(&fake, 1000000, 1);
    return 0;
}

static void keeps_the_spi_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_spi(&device, 1) ?: "", "");
    assert_int_equal(model.rx_overflows, 0);
}

static void the_divisor_rounds_the_clock_down(void **state)
{
    (void)state;
    const struct {
        uint32_t asked;
        int achieved;
        uint32_t div;
    } cases[] = {{50000000, 50000000, 0}, {49999999, 25000000, 1},   {400000, 400000, 124},
                 {399999, 396825, 125},   {UINT32_MAX, 50000000, 0}, {12208, 12207, 4095}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct hal_spi_device d = {&spi.bus, {cases[i].asked, 3, 0}};
        assert_int_equal(hal_spi_begin(&d), cases[i].achieved);
        assert_int_equal(model.regs[SCKDIV / 4], cases[i].div);
        assert_int_equal(model.regs[SCKMODE / 4], 3);
        hal_spi_end(&d);
    }
    const struct hal_spi_device slow = {&spi.bus, {12000, 0, 0}};
    assert_int_equal(hal_spi_begin(&slow), HAL_ERR_INVALID);
}

static void a_nor_flash_works(void **state)
{
    (void)state;
    static uint8_t buffer[8192];
    static struct spi_nor_state flash_state;
    static const struct spi_nor flash = {
        {&spi_nor_ops}, {&spi.bus, {25000000, 0, 0}}, &fake.timer, &flash_state};
    model.delay = 2;
    assert_string_equal(contract_block(&flash.block, 0, 3, buffer) ?: "", "");
    assert_int_equal(model.rx_overflows, 0);
    assert_false(model.selected);
}

static void a_dead_controller_times_out_and_deselects(void **state)
{
    (void)state;
    uint8_t byte;
    const struct hal_spi_segment segment = {NULL, &byte, 1};
    model.dead = true;
    assert_int_equal(hal_spi_transaction(&device, &segment, 1, 100), HAL_ERR_TIMEOUT);
    assert_int_equal(model.regs[CSMODE / 4], 0);
    assert_true(fake.ticks > 100000 && fake.ticks < 101000);
}

static void what_a_timeout_leaves_is_through_before_the_end(void **state)
{
    (void)state;
    const uint8_t command = 0x9f;
    uint8_t late[FIFO] = {0};
    uint8_t id[3];
    const struct hal_spi_segment too_much = {NULL, late, sizeof(late)};
    const struct hal_spi_segment read_id[] = {{&command, NULL, 1}, {NULL, id, sizeof(id)}};
    model.delay = 40;
    for (unsigned before = 0; before < 3; before++) {
        model.delay_left = before;
        assert_int_equal(hal_spi_transaction(&device, &too_much, 1, 0), HAL_ERR_TIMEOUT);
        assert_int_equal(model.cut_short, 0);
        assert_int_equal(hal_spi_transaction(&device, read_id, 2, 1000), HAL_OK);
        assert_memory_equal(id, nor.id, sizeof(id));
    }
    assert_int_equal(model.rx_overflows, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_spi_contract, set_up),
        cmocka_unit_test_setup(the_divisor_rounds_the_clock_down, set_up),
        cmocka_unit_test_setup(a_nor_flash_works, set_up),
        cmocka_unit_test_setup(a_dead_controller_times_out_and_deselects, set_up),
        cmocka_unit_test_setup(what_a_timeout_leaves_is_through_before_the_end, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
