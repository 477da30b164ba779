/* SPDX-License-Identifier: MIT */
/* The parallel flash driver on two modelled Intel chips side by side. */
#include <cfi_flash.h>
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    BASE = 0x20000000,
    SIZE = 64 * 1024,
    SECTOR = 4096,
    BUFFER = 64,
    STATUS_READY = 0x80,
    STATUS_ERASE_ERROR = 0x20,
    STATUS_PROGRAM_ERROR = 0x10,
};

static struct {
    struct model_device device;
    uint8_t memory[SIZE];
    uint8_t mode; /* the current command: 0xff reads */
    uint8_t status;
    unsigned busy_reads, busy_left;
    unsigned words_left;
    bool awaits_count, awaits_word, awaits_confirm, fails;
    uint32_t command_at;
    uint32_t buffer_at[BUFFER / 4], buffer[BUFFER / 4];
    unsigned buffered;
    unsigned errors; /* commands that a real chip does not accept */
    uint16_t query[0x40];
    uint8_t odd_index; /* the query byte that the chips answer differently */
} model;

static const uint16_t query[0x40] = {
    [0x10] = 'Q', [0x11] = 'R', [0x12] = 'Y', [0x13] = 1, [0x27] = 15,
    [0x2a] = 5,   [0x2c] = 1,   [0x2d] = 15,  [0x2f] = 8, /* 16 sectors of 2048 bytes in each chip
                                                           */
};

static uint32_t both(uint32_t value)
{
    return value | value << 16;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    uint32_t word;
    if (model.mode == 0x98) {
        const uint32_t index = offset / 4;
        word = both(index < sizeof(query) / sizeof(query[0]) ? model.query[index] : 0);
        return index == model.odd_index ? word ^ 0x10000 : word;
    }
    if (model.mode == 0xff) {
        memcpy(&word, model.memory + offset, 4);
        return word;
    }
    if (model.busy_left != 0) {
        model.busy_left--;
        return both(0);
    }
    return both(model.status);
}

/* Programming only clears bits. */
static void program(uint32_t offset, uint32_t value)
{
    uint32_t word;
    memcpy(&word, model.memory + offset, 4);
    word &= value;
    memcpy(model.memory + offset, &word, 4);
}

static void program_buffer(void)
{
    for (unsigned i = 0; i < model.buffered; i++) {
        program(model.buffer_at[i], model.buffer[i]);
        model.errors += model.buffer_at[i] / BUFFER != model.command_at / BUFFER ? 1 : 0;
    }
}

static void confirm(uint32_t offset)
{
    model.awaits_confirm = false;
    model.errors += offset != model.command_at ? 1 : 0;
    model.busy_left = model.busy_reads;
    if (model.fails) {
        model.status |= model.mode == 0x20 ? STATUS_ERASE_ERROR : STATUS_PROGRAM_ERROR;
    } else if (model.mode == 0x20) {
        memset(model.memory + offset / SECTOR * SECTOR, 0xff, SECTOR);
    } else {
        program_buffer();
    }
}

static void program_word(uint32_t offset, uint32_t value)
{
    model.awaits_word = false;
    model.errors += offset != model.command_at ? 1 : 0;
    model.busy_left = model.busy_reads;
    if (model.fails) {
        model.status |= STATUS_PROGRAM_ERROR;
    } else {
        program(offset, value);
    }
}

static bool is_known(uint8_t code)
{
    return code == 0xff || code == 0x20 || code == 0x40 || code == 0xe8;
}

static void command(uint32_t offset, uint8_t code)
{
    if (model.awaits_confirm) {
        model.errors += code != 0xd0 ? 1 : 0;
        confirm(offset);
    } else if (code == 0x50) {
        model.status = STATUS_READY;
    } else if (code == 0x98) {
        model.errors += offset != 0x55 * 4 ? 1 : 0;
        model.mode = code;
    } else {
        model.errors += !is_known(code) ? 1 : 0;
        model.errors += model.busy_left != 0 && code != 0xff ? 1 : 0;
        model.mode = code;
        model.command_at = offset;
        model.awaits_confirm = code == 0x20;
        model.awaits_count = code == 0xe8;
        model.awaits_word = code == 0x40;
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (model.words_left != 0) {
        model.buffer_at[model.buffered] = offset;
        model.buffer[model.buffered++] = value;
        model.awaits_confirm = --model.words_left == 0;
        return;
    }
    if (model.awaits_word) {
        program_word(offset, value);
        return;
    }
    model.errors += value != both(value & 0xff) ? 1 : 0;
    if (model.awaits_count) {
        model.awaits_count = false;
        model.words_left = (value & 0xffff) + 1;
        model.buffered = 0;
        assert_in_range(model.words_left, 2, BUFFER / 4); /* QEMU 10 refuses one word */
    } else {
        command(offset, (uint8_t)value);
    }
}

static struct fake_timer fake;
static struct cfi_flash_state flash_state;
static const struct cfi_flash flash = {{&cfi_flash_ops}, BASE, &fake.timer, &flash_state};
static uint8_t buffer[2 * SECTOR];

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.mode = 0xff;
    model.status = STATUS_READY;
    memcpy(model.query, query, sizeof(query));
    model.device.base = BASE;
    model.device.size = SIZE;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model_detach_all();
    model_attach(&model.device);
    fake_timer_init(&fake, 1000000, 100);
    memset(&flash_state, 0, sizeof(flash_state));
    return 0;
}

static void keeps_the_block_contract(void **state)
{
    (void)state;
    model.busy_reads = 3;
    assert_string_equal(contract_block(&flash.block, SECTOR, 4, buffer) ?: "", "");
    assert_int_equal(hal_block_get_geometry(&flash.block)->erase_unit, SECTOR);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, SIZE);
    assert_int_equal(flash_state.buffer_size, BUFFER);
    assert_int_equal(model.errors, 0);
    assert_int_equal(model.mode, 0xff);
}

static void ignore_store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    (void)offset;
    (void)value;
}

static void memory_without_a_chip_is_absent(void **state)
{
    (void)state;
    model.device.store = ignore_store;
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_ABSENT);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, 0);
    assert_int_equal(hal_block_erase(&flash.block, 0, SECTOR), HAL_ERR_INVALID);
}

/* Opens the flash with other query bytes than usual. */
static int open_with(uint8_t index, uint8_t low, uint8_t high)
{
    memcpy(model.query, query, sizeof(query));
    model.query[index] = low;
    if (index == 0x2f) {
        model.query[index + 1] = high;
    }
    const int status = hal_block_open(&flash.block);
    assert_int_equal(model.mode, 0xff);
    assert_true((status == HAL_OK) == (hal_block_get_geometry(&flash.block)->size != 0));
    return status;
}

static void each_bad_field_of_the_geometry_is_unsupported(void **state)
{
    (void)state;
    static const struct {
        uint8_t index, low, high;
    } bad[] = {
        {0x13, 2, 0},     {0x13, 0, 0},                               /* command set */
        {0x27, 29, 0},    {0x27, 255, 0},                             /* bytes of a chip */
        {0x27, 10, 0},                                                /* less than a sector */
        {0x2a, 17, 0},    {0x2a, 255, 0}, {0x2a, 0, 0},               /* write buffer */
        {0x2c, 0, 0},     {0x2c, 2, 0},                               /* regions */
        {0x2f, 0, 0},     {0x2f, 3, 0},   {0x2f, 1, 1}, {0x2f, 0, 3}, /* bytes of a sector */
        {0x2f, 255, 255}, {0x2f, 0, 1},                               /* more than a chip has */
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_int_equal(open_with(bad[i].index, bad[i].low, bad[i].high), HAL_ERR_UNSUPPORTED);
    }
    assert_int_equal(open_with(0x27, 15, 0), HAL_OK);
}

static void chips_that_differ_do_not_open(void **state)
{
    (void)state;
    static const uint8_t indices[] = {0x10, 0x11, 0x12, 0x13, 0x27, 0x2a, 0x2c, 0x2f, 0x30};
    for (size_t i = 0; i < sizeof(indices); i++) {
        model.odd_index = indices[i];
        assert_int_equal(hal_block_open(&flash.block),
                         indices[i] < 0x13 ? HAL_ERR_ABSENT : HAL_ERR_UNSUPPORTED);
        assert_int_equal(hal_block_get_geometry(&flash.block)->size, 0);
    }
}

static void a_query_byte_of_nine_bits_is_unsupported(void **state)
{
    (void)state;
    model.query[0x27] = 28;
    model.query[0x2f] = 0x100;
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_UNSUPPORTED);
    model.query[0x2f] = 0;
    model.query[0x30] = 0x100;
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_UNSUPPORTED);
    model.query[0x30] = 0x80;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
}

static void the_largest_and_smallest_fields_are_supported(void **state)
{
    (void)state;
    assert_int_equal(open_with(0x27, 28, 0), HAL_OK);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, UINT64_C(2) << 28);
    assert_int_equal(open_with(0x27, 11, 0), HAL_OK);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, SECTOR);
    assert_int_equal(open_with(0x2a, 1, 0), HAL_OK);
    assert_int_equal(flash_state.buffer_size, 4);
    assert_int_equal(open_with(0x2a, 16, 0), HAL_OK);
    assert_int_equal(flash_state.buffer_size, SECTOR);
    assert_int_equal(open_with(0x2f, 128, 0), HAL_OK);
    assert_int_equal(hal_block_get_geometry(&flash.block)->erase_unit, 128 * 256 * 2);
    model.query[0x27] = 17;
    model.query[0x2f] = 0;
    model.query[0x30] = 2;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    assert_int_equal(hal_block_get_geometry(&flash.block)->erase_unit, 512 * 256 * 2);
}

static void a_chip_that_fails_is_an_io_error(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    model.fails = true;
    assert_int_equal(hal_block_erase(&flash.block, 0, SECTOR), HAL_ERR_IO);
    assert_int_equal(hal_block_program(&flash.block, 0, "1234", 4), HAL_ERR_IO);
    model.fails = false;
    assert_int_equal(hal_block_erase(&flash.block, 0, SECTOR), HAL_OK);
    assert_int_equal(model.mode, 0xff);
}

static void a_chip_that_stays_busy_times_out(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    model.busy_reads = UINT32_MAX;
    assert_int_equal(hal_block_erase(&flash.block, 0, SECTOR), HAL_ERR_TIMEOUT);
    assert_int_equal(model.mode, 0xff);
}

static void programming_uses_whole_buffers(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    assert_int_equal(hal_block_erase(&flash.block, 0, SECTOR), HAL_OK);
    model_clear_log(&model.device);
    assert_int_equal(hal_block_program(&flash.block, 0, buffer, SECTOR), HAL_OK);
    const unsigned buffers = SECTOR / BUFFER;
    assert_int_equal(model.device.stores, SECTOR / 4 + buffers * 5);
    assert_int_equal(model.errors, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_block_contract, set_up),
        cmocka_unit_test_setup(memory_without_a_chip_is_absent, set_up),
        cmocka_unit_test_setup(each_bad_field_of_the_geometry_is_unsupported, set_up),
        cmocka_unit_test_setup(chips_that_differ_do_not_open, set_up),
        cmocka_unit_test_setup(a_query_byte_of_nine_bits_is_unsupported, set_up),
        cmocka_unit_test_setup(the_largest_and_smallest_fields_are_supported, set_up),
        cmocka_unit_test_setup(a_chip_that_fails_is_an_io_error, set_up),
        cmocka_unit_test_setup(a_chip_that_stays_busy_times_out, set_up),
        cmocka_unit_test_setup(programming_uses_whole_buffers, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
