/* SPDX-License-Identifier: MIT */
/* The record store on a fake medium that loses power after any number of bytes. */
#include <contract.h>
#include <hal/record.h>
#include <host_test.h>
#include <stdbool.h>
#include <string.h>

enum {
    SIZE = 4096,
    UNIT = 512,
    PROGRAM_UNIT = 4,
};

static struct {
    uint8_t memory[SIZE];
    long bytes_left; /* until the power is cut; negative for never */
    uint32_t noise;
    int faults; /* reads of the unit at fault_at that fail; negative for all */
    uint64_t fault_at;
    int fault;
} medium;

static struct hal_block_geometry geometry_of_medium = {SIZE, PROGRAM_UNIT, UNIT, 1, 0xff};

static int open(const struct hal_block *block)
{
    (void)block;
    return HAL_OK;
}

static const struct hal_block_geometry *geometry(const struct hal_block *block)
{
    (void)block;
    return &geometry_of_medium;
}

static int read(const struct hal_block *block, uint64_t offset, void *data, size_t size)
{
    (void)block;
    const int status = hal_block_check(&geometry_of_medium, offset, size, 1);
    if (offset == medium.fault_at && medium.faults != 0) {
        medium.faults -= medium.faults > 0 ? 1 : 0;
        return medium.fault;
    }
    if (status == HAL_OK) {
        memcpy(data, medium.memory + offset, size);
    }
    return status;
}

/* A byte that is being changed during the power cut gets any value. */
static bool change(uint64_t at, uint8_t value)
{
    if (medium.bytes_left == 0) {
        medium.noise = medium.noise * 1664525 + 1013904223;
        medium.memory[at] = (uint8_t)(medium.noise >> 24);
        return false;
    }
    medium.bytes_left -= medium.bytes_left > 0 ? 1 : 0;
    medium.memory[at] = value;
    return true;
}

static int program(const struct hal_block *block, uint64_t offset, const void *data, size_t size)
{
    (void)block;
    int status = hal_block_check(&geometry_of_medium, offset, size, PROGRAM_UNIT);
    for (size_t i = 0; i < size && status == HAL_OK; i++) {
        assert_int_equal(medium.memory[offset + i], 0xff);
        status = change(offset + i, ((const uint8_t *)data)[i]) ? HAL_OK : HAL_ERR_IO;
    }
    return status;
}

static int erase(const struct hal_block *block, uint64_t offset, uint64_t size)
{
    (void)block;
    int status = hal_block_check(&geometry_of_medium, offset, size, UNIT);
    for (size_t i = 0; i < size && status == HAL_OK; i++) {
        status = change(offset + i, 0xff) ? HAL_OK : HAL_ERR_IO;
    }
    return status;
}

static const struct hal_block_ops ops = {open, geometry, read, program, erase};
static const struct hal_block block = {&ops};
static uint8_t buffer[256];
static const struct hal_record record = {&block, 2 * UNIT, 2 * UNIT, buffer, sizeof(buffer)};

static int set_up(void **state)
{
    (void)state;
    memset(&medium, 0xa5, sizeof(medium));
    medium.bytes_left = -1;
    return 0;
}

static void the_medium_keeps_the_block_contract(void **state)
{
    (void)state;
    static uint8_t unit[UNIT];
    assert_string_equal(contract_block(&block, 0, 3, unit) ?: "", "");
}

static void what_was_stored_is_loaded(void **state)
{
    (void)state;
    uint8_t data[240];
    uint8_t got[240];
    assert_int_equal(hal_record_load(&record, got, sizeof(got)), HAL_ERR_CORRUPT);
    for (unsigned size = 0; size <= sizeof(data); size++) {
        memset(data, (int)size, sizeof(data));
        assert_int_equal(hal_record_store(&record, data, size), HAL_OK);
        assert_int_equal(hal_record_load(&record, got, sizeof(got)), size);
        assert_memory_equal(got, data, size);
    }
    assert_int_equal(hal_record_load(&record, got, 3), sizeof(data));
}

static void a_cut_at_every_byte_leaves_old_or_new(void **state)
{
    (void)state;
    uint8_t old[200];
    uint8_t new[200];
    uint8_t got[200];
    memset(old, 1, sizeof(old));
    assert_int_equal(hal_record_store(&record, old, sizeof(old)), HAL_OK);
    unsigned olds = 0;
    unsigned news = 0;
    for (long cut = 0; cut < 2 * UNIT + (long)sizeof(buffer) + 1; cut++) {
        memset(new, (int)(cut % 250 + 2), sizeof(new));
        medium.bytes_left = cut;
        const int status = hal_record_store(&record, new, sizeof(new));
        medium.bytes_left = -1;
        assert_int_equal(hal_record_load(&record, got, sizeof(got)), sizeof(got));
        if (memcmp(got, new, sizeof(new)) == 0) {
            news++;
            memcpy(old, new, sizeof(old));
        } else {
            assert_int_equal(status, HAL_ERR_IO);
            assert_memory_equal(got, old, sizeof(old));
            olds++;
        }
    }
    assert_true(olds > 1000);
    assert_true(news >= 1);
}

static void store_twice(uint32_t first, uint32_t second)
{
    assert_int_equal(hal_record_store(&record, &first, sizeof(first)), HAL_OK);
    assert_int_equal(hal_record_store(&record, &second, sizeof(second)), HAL_OK);
}

static void faults_at(int slot, int count, int fault)
{
    medium.fault_at = record.offset + (slot != 0 ? record.slot_size : 0);
    medium.faults = count;
    medium.fault = fault;
}

static void a_slot_that_cannot_be_read_after_a_cut_leaves_the_other(void **state)
{
    static const int faults[] = {HAL_ERR_IO, HAL_ERR_CORRUPT};
    uint32_t got;
    for (unsigned i = 0; i < 4; i++) {
        const int torn = (int)(i % 2);
        (void)set_up(state);
        store_twice(1, 2);
        faults_at(torn, -1, faults[i / 2]);
        assert_int_equal(hal_record_load(&record, &got, sizeof(got)), sizeof(got));
        assert_int_equal(got, torn == 0 ? 2 : 1);
    }
}

static void a_slot_that_could_not_be_read_is_written_again(void **state)
{
    (void)state;
    uint32_t got = 3;
    store_twice(1, 2);
    faults_at(0, 2, HAL_ERR_IO);
    assert_int_equal(hal_record_store(&record, &got, sizeof(got)), HAL_OK);
    faults_at(1, -1, HAL_ERR_IO);
    assert_int_equal(hal_record_load(&record, &got, sizeof(got)), sizeof(got));
    assert_int_equal(got, 3);
}

static void a_read_that_fails_once_does_not_bring_old_content_back(void **state)
{
    (void)state;
    uint32_t got;
    store_twice(1, 2);
    faults_at(1, 1, HAL_ERR_IO);
    assert_int_equal(hal_record_load(&record, &got, sizeof(got)), sizeof(got));
    assert_int_equal(got, 2);
    faults_at(1, 1, HAL_ERR_CORRUPT);
    assert_int_equal(hal_record_load(&record, &got, sizeof(got)), sizeof(got));
    assert_int_equal(got, 2);
}

static void without_a_whole_slot_a_failure_is_told(void **state)
{
    (void)state;
    uint32_t got = 0;
    faults_at(0, -1, HAL_ERR_IO);
    assert_int_equal(hal_record_load(&record, &got, sizeof(got)), HAL_ERR_IO);
    assert_int_equal(hal_record_store(&record, &got, sizeof(got)), HAL_ERR_IO);
    faults_at(0, -1, HAL_ERR_CORRUPT);
    assert_int_equal(hal_record_load(&record, &got, sizeof(got)), HAL_ERR_CORRUPT);
}

static void a_medium_that_is_gone_is_told(void **state)
{
    (void)state;
    uint32_t got = 0;
    store_twice(1, 2);
    faults_at(0, -1, HAL_ERR_ABSENT);
    assert_int_equal(hal_record_load(&record, &got, sizeof(got)), HAL_ERR_ABSENT);
    faults_at(0, -1, HAL_ERR_TIMEOUT);
    assert_int_equal(hal_record_store(&record, &got, sizeof(got)), HAL_ERR_TIMEOUT);
}

static void the_sequence_number_goes_round(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t got;
        assert_int_equal(hal_record_store(&record, &i, sizeof(i)), HAL_OK);
        assert_int_equal(hal_record_load(&record, &got, sizeof(got)), sizeof(got));
        assert_int_equal(got, i);
    }
}

static void what_does_not_fit_is_refused_untouched(void **state)
{
    (void)state;
    uint8_t data[256] = {0};
    struct hal_record wrong = record;
    assert_int_equal(hal_record_store(&record, data, 241), HAL_ERR_INVALID);
    wrong.offset = SIZE - 2 * UNIT;
    assert_int_equal(hal_record_store(&wrong, data, 1), HAL_ERR_INVALID);
    wrong = record;
    wrong.slot_size = UNIT + 4;
    assert_int_equal(hal_record_load(&wrong, data, 1), HAL_ERR_INVALID);
    wrong = record;
    wrong.buffer_size = 254;
    assert_int_equal(hal_record_store(&wrong, data, 1), HAL_ERR_INVALID);
    wrong.buffer_size = 12;
    assert_int_equal(hal_record_store(&wrong, data, 1), HAL_ERR_INVALID);
    for (size_t i = 0; i < SIZE; i++) {
        assert_int_equal(medium.memory[i], 0xa5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_medium_keeps_the_block_contract, set_up),
        cmocka_unit_test_setup(what_was_stored_is_loaded, set_up),
        cmocka_unit_test_setup(a_cut_at_every_byte_leaves_old_or_new, set_up),
        cmocka_unit_test_setup(a_slot_that_cannot_be_read_after_a_cut_leaves_the_other, set_up),
        cmocka_unit_test_setup(a_slot_that_could_not_be_read_is_written_again, set_up),
        cmocka_unit_test_setup(a_read_that_fails_once_does_not_bring_old_content_back, set_up),
        cmocka_unit_test_setup(without_a_whole_slot_a_failure_is_told, set_up),
        cmocka_unit_test_setup(a_medium_that_is_gone_is_told, set_up),
        cmocka_unit_test_setup(the_sequence_number_goes_round, set_up),
        cmocka_unit_test_setup(what_does_not_fit_is_refused_untouched, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
