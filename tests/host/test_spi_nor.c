/* SPDX-License-Identifier: MIT */
/* The serial NOR driver over a plain bus, and its errors when bus or part fail. */
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <model_nor.h>
#include <spi_nor.h>
#include <string.h>

static struct model_nor nor;
static struct model_spi_bus bus;
static struct fake_timer fake;
static struct spi_nor_state flash_state;
static const struct spi_nor flash = {
    .block = {&spi_nor_ops},
    .spi = {&bus.bus, {25000000, 0, 0}},
    .timer = &fake.timer,
    .state = &flash_state,
};
static uint8_t buffer[8192];

static int set_up(void **state)
{
    (void)state;
    model_nor_init(&nor, 24);
    model_spi_init(&bus, &nor.part);
    fake_timer_init(&fake, 1000000, 100);
    memset(&flash_state, 0, sizeof(flash_state));
    return 0;
}

static void keeps_the_block_contract(void **state)
{
    (void)state;
    nor.busy_reads = 3;
    assert_string_equal(contract_block(&flash.block, 8192, 4, buffer) ?: "", "");
    assert_int_equal(nor.ignored, 0);
}

static void keeps_the_block_contract_beyond_16_mib(void **state)
{
    (void)state;
    nor.id[2] = 25;
    assert_string_equal(contract_block(&flash.block, 0x1000000, 4, buffer) ?: "", "");
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, 1 << 25);
    assert_int_equal(nor.ignored, 0);
}

static void large_erases_use_large_blocks(void **state)
{
    (void)state;
    memset(nor.memory, 0, sizeof(nor.memory));
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    assert_int_equal(hal_block_erase(&flash.block, 61440, 4096 + 65536 + 4096), HAL_OK);
    for (size_t i = 0; i < sizeof(nor.memory); i++) {
        assert_int_equal(nor.memory[i], i >= 61440 && i < 61440 + 73728 ? 0xff : 0);
    }
}

static void open_tells_absent_and_unknown_parts(void **state)
{
    (void)state;
    bus.part = NULL;
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_ABSENT);
    bus.part = &nor.part;
    nor.id[2] = 0x42;
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_UNSUPPORTED);
    assert_int_equal(hal_block_read(&flash.block, 0, buffer, 1), HAL_ERR_INVALID);
}

static void open_waits_for_what_began_before_a_reset(void **state)
{
    (void)state;
    nor.busy_left = 3;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, 1 << 24);
    nor.busy_left = UINT32_MAX;
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, 0);
}

static void an_open_that_fails_at_any_byte_leaves_no_geometry(void **state)
{
    (void)state;
    unsigned i = 0;
    do {
        bus.faults_after = ++i;
        const int status = hal_block_open(&flash.block);
        assert_true(status == HAL_ERR_TIMEOUT || status == HAL_OK);
        assert_int_equal(hal_block_get_geometry(&flash.block)->size, status < 0 ? 0 : 1 << 24);
    } while (hal_block_get_geometry(&flash.block)->size == 0);
    assert_in_range(i, 6, 12);
}

static void a_protected_part_is_an_io_error(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    nor.write_protected = true;
    assert_int_equal(hal_block_program(&flash.block, 0, "x", 1), HAL_ERR_IO);
    assert_int_equal(hal_block_erase(&flash.block, 0, 4096), HAL_ERR_IO);
    assert_int_equal(nor.memory[0], 0xff);
}

static void protect(uint8_t bits)
{
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    nor.protection = bits;
    nor.protected_from = 65536;
}

static void a_protected_block_is_an_io_error(void **state)
{
    (void)state;
    for (unsigned bit = 2; bit <= 5; bit++) {
        protect((uint8_t)(1U << bit));
        memset(nor.memory + 65536, 0x5a, 65536);
        assert_int_equal(hal_block_program(&flash.block, 65536, "x", 1), HAL_ERR_IO);
        assert_int_equal(hal_block_erase(&flash.block, 65536, 4096), HAL_ERR_IO);
        assert_int_equal(hal_block_erase(&flash.block, 65536, 65536), HAL_ERR_IO);
        assert_int_equal(hal_block_erase(&flash.block, 0, 131072), HAL_ERR_IO);
    }
}

static void one_byte_that_differs_in_a_protected_block_is_an_io_error(void **state)
{
    (void)state;
    protect(0x1c);
    for (unsigned at = 0; at < 256; at++) {
        nor.memory[65536 + at] = 0;
        memset(buffer, 0xff, 256);
        assert_int_equal(hal_block_program(&flash.block, 65536, buffer, 256), HAL_ERR_IO);
        assert_int_equal(hal_block_erase(&flash.block, 65536, 4096), HAL_ERR_IO);
        buffer[at] = 0;
        assert_int_equal(hal_block_program(&flash.block, 65536, buffer, 256), HAL_OK);
        nor.memory[65536 + at] = 0xff;
    }
}

static void other_blocks_of_a_protected_part_keep_the_contract(void **state)
{
    (void)state;
    protect(0x3c);
    assert_string_equal(contract_block(&flash.block, 8192, 4, buffer) ?: "", "");
}

static void only_a_protected_part_is_read_back(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    assert_int_equal(hal_block_program(&flash.block, 10, buffer, 1000), HAL_OK);
    assert_int_equal(hal_block_erase(&flash.block, 0, 131072), HAL_OK);
    assert_int_equal(nor.bytes_read, 0);
}

static void a_part_that_stays_busy_times_out(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    nor.busy_reads = UINT32_MAX;
    assert_int_equal(hal_block_program(&flash.block, 0, "x", 1), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_block_open(&flash.block), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_block_get_geometry(&flash.block)->size, 0);
}

static void a_bus_fault_at_any_byte_is_told_and_deselects(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    for (unsigned i = 1; i < 20; i++) {
        bus.faults_after = i;
        const int status = hal_block_program(&flash.block, 0, "12345", 5);
        assert_true(status == HAL_ERR_TIMEOUT || (status == HAL_OK && i > 13));
        assert_false(bus.begun);
        bus.faults_after = 1;
        assert_int_equal(hal_block_read(&flash.block, 0, buffer, 5), HAL_ERR_TIMEOUT);
        assert_int_equal(hal_block_open(&flash.block), HAL_ERR_TIMEOUT);
        bus.faults_after = 0;
        assert_int_equal(hal_block_open(&flash.block), HAL_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_block_contract, set_up),
        cmocka_unit_test_setup(keeps_the_block_contract_beyond_16_mib, set_up),
        cmocka_unit_test_setup(large_erases_use_large_blocks, set_up),
        cmocka_unit_test_setup(open_tells_absent_and_unknown_parts, set_up),
        cmocka_unit_test_setup(open_waits_for_what_began_before_a_reset, set_up),
        cmocka_unit_test_setup(an_open_that_fails_at_any_byte_leaves_no_geometry, set_up),
        cmocka_unit_test_setup(a_protected_part_is_an_io_error, set_up),
        cmocka_unit_test_setup(a_protected_block_is_an_io_error, set_up),
        cmocka_unit_test_setup(one_byte_that_differs_in_a_protected_block_is_an_io_error, set_up),
        cmocka_unit_test_setup(other_blocks_of_a_protected_part_keep_the_contract, set_up),
        cmocka_unit_test_setup(only_a_protected_part_is_read_back, set_up),
        cmocka_unit_test_setup(a_part_that_stays_busy_times_out, set_up),
        cmocka_unit_test_setup(a_bus_fault_at_any_byte_is_told_and_deselects, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
