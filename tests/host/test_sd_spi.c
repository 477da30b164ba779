/* SPDX-License-Identifier: MIT */
/* The SD card driver over a plain bus: both kinds of card, and faulty cards. */
#include <contract.h>
#include <fake_timer.h>
#include <hal/record.h>
#include <host_test.h>
#include <model_sd.h>
#include <sd_spi.h>
#include <string.h>

static struct model_sd sd;
static struct model_spi_bus bus;
static struct fake_timer fake;
static struct sd_spi_state card_state;
static const struct sd_spi card = {
    .block = {&sd_spi_ops},
    .spi = {&bus.bus, {25000000, 0, 0}},
    .timer = &fake.timer,
    .state = &card_state,
};
static uint8_t buffer[8192];

static int set_up(void **state)
{
    (void)state;
    model_sd_init(&sd);
    model_spi_init(&bus, &sd.part);
    fake_timer_init(&fake, 1000000, 100);
    memset(&card_state, 0, sizeof(card_state));
    return 0;
}

static void a_high_capacity_card_keeps_the_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_block(&card.block, 512, 5, buffer) ?: "", "");
    assert_int_equal(hal_block_get_geometry(&card.block)->size, sizeof(sd.memory));
    assert_true(sd.crc_on);
    assert_int_equal(sd.bad_crcs, 0);
}

static void an_old_card_keeps_the_contract(void **state)
{
    (void)state;
    sd.version_1 = true;
    assert_string_equal(contract_block(&card.block, 512, 5, buffer) ?: "", "");
    assert_int_equal(hal_block_get_geometry(&card.block)->size, sizeof(sd.memory));
    assert_int_equal(sd.bad_crcs, 0);
}

static void the_last_blocks_of_a_large_card_keep_the_contract(void **state)
{
    (void)state;
    static const struct {
        uint64_t size;
        uint8_t csd[16];
    } cards[] = {
        {32ULL << 30, {[0] = 0x40, [8] = 0xff, [9] = 0xff}},
        {(32ULL << 30) + (512 << 10), {[0] = 0x40, [7] = 0x01}},
        {64ULL << 30, {[0] = 0x40, [7] = 0x01, [8] = 0xff, [9] = 0xff}},
        {(1ULL << 40) + (512 << 10), {[0] = 0x40, [7] = 0x20}},
        {2ULL << 40, {[0] = 0x40, [7] = 0x3f, [8] = 0xff, [9] = 0xff}},
        {2ULL << 40, {[0] = 0x40, [7] = 0xff, [8] = 0xff, [9] = 0xff}}, /* bits 7, 6: reserved */
    };
    for (size_t i = 0; i < sizeof(cards) / sizeof(cards[0]); i++) {
        sd.csd = cards[i].csd;
        sd.blocks = cards[i].size / 512;
        assert_int_equal(hal_block_open(&card.block), HAL_OK);
        assert_int_equal(hal_block_get_geometry(&card.block)->size, cards[i].size);
        assert_string_equal(contract_block(&card.block, cards[i].size - 5 * 512, 5, buffer) ?: "",
                            "");
    }
}

static void an_old_card_keeps_the_contract_whatever_its_csd(void **state)
{
    (void)state;
    static const struct {
        uint64_t size;
        uint8_t csd[16];
    } cards[] = {
        {4 * 512, {[5] = 9}},
        {1 << 30, {[5] = 9, [6] = 3, [7] = 0xff, [8] = 0xc0, [9] = 3, [10] = 0x80}},
        {2ULL << 30, {[5] = 0xfa, [6] = 0xff, [7] = 0xff, [8] = 0xff, [9] = 0xff, [10] = 0xff}},
        {4ULL << 30, {[5] = 11, [6] = 3, [7] = 0xff, [8] = 0xc0, [9] = 3, [10] = 0x80}},
        {(uint64_t)(0x955 + 1) << (4 + 9), {[5] = 9, [6] = 2, [7] = 0x55, [8] = 0x40, [9] = 1}},
        {(uint64_t)(0x6aa + 1) << (3 + 9), {[5] = 9, [6] = 1, [7] = 0xaa, [8] = 0x80, [10] = 0x80}},
    };
    sd.version_1 = true;
    for (size_t i = 0; i < sizeof(cards) / sizeof(cards[0]); i++) {
        sd.csd = cards[i].csd;
        sd.blocks = cards[i].size / 512;
        assert_int_equal(hal_block_open(&card.block), HAL_OK);
        assert_int_equal(hal_block_get_geometry(&card.block)->size, cards[i].size);
        assert_string_equal(contract_block(&card.block, cards[i].size - 4 * 512, 4, buffer) ?: "",
                            "");
    }
}

static void an_old_card_beyond_its_addresses_is_unsupported(void **state)
{
    (void)state;
    static const uint8_t csd[16] = {
        [5] = 12, [6] = 3, [7] = 0xff, [8] = 0xc0, [9] = 3, [10] = 0x80};
    sd.version_1 = true;
    sd.csd = csd;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_UNSUPPORTED);
    assert_int_equal(hal_block_get_geometry(&card.block)->size, 0);
}

static void one_call_reads_and_programs_several_blocks(void **state)
{
    (void)state;
    static uint8_t data[4 * 512];
    for (size_t i = 0; i < sizeof(data); i++) {
        data[i] = (uint8_t)(i * 7 + i / 512);
    }
    for (unsigned kind = 0; kind < 2; kind++) {
        sd.version_1 = kind == 1;
        assert_int_equal(hal_block_open(&card.block), HAL_OK);
        memset(sd.memory, 0x55, sizeof(sd.memory));
        assert_int_equal(hal_block_program(&card.block, 5 * 512, data, sizeof(data)), HAL_OK);
        assert_memory_equal(sd.memory + 5 * 512, data, sizeof(data));
        assert_int_equal(sd.memory[5 * 512 - 1], 0x55);
        assert_int_equal(sd.memory[9 * 512], 0x55);
        memset(buffer, 0, sizeof(buffer));
        assert_int_equal(hal_block_read(&card.block, 5 * 512, buffer, sizeof(data)), HAL_OK);
        assert_memory_equal(buffer, data, sizeof(data));
    }
}

static void a_card_is_slow_until_it_has_started(void **state)
{
    (void)state;
    sd.never_ready = true;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_TIMEOUT);
    assert_int_equal(bus.max_hz, 400000);
    sd.never_ready = false;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    assert_int_equal(bus.max_hz, 25000000);
    assert_int_equal(hal_block_read(&card.block, 0, buffer, 512), HAL_OK);
    assert_int_equal(bus.max_hz, 25000000);
}

static void a_card_that_refuses_its_csd_is_measured(void **state)
{
    (void)state;
    sd.refuses_csd = true;
    for (unsigned kind = 0; kind < 4; kind++) {
        sd.version_1 = (kind & 1) != 0;
        sd.tells_range_in_token = (kind & 2) != 0;
        assert_string_equal(contract_block(&card.block, 512, 5, buffer) ?: "", "");
        assert_int_equal(sd.bad_crcs, 0);
        static const uint64_t sizes[] = {
            1,          2,          MODEL_SD_BLOCKS - 1, 1 << 23, (1 << 26) + 1,
            UINT32_MAX, 1ULL << 32, MODEL_SD_BLOCKS};
        for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
            if (sd.version_1 && sizes[i] > 1 << 23) {
                continue; /* its addresses are bytes, in 32 bits */
            }
            sd.blocks = sizes[i];
            assert_int_equal(hal_block_open(&card.block), HAL_OK);
            assert_int_equal(hal_block_get_geometry(&card.block)->size, sizes[i] * 512);
        }
    }
}

static void a_card_that_does_not_tell_its_status_keeps_the_contract(void **state)
{
    (void)state;
    sd.refuses_status = true;
    assert_string_equal(contract_block(&card.block, 512, 5, buffer) ?: "", "");
}

static void a_write_that_fails_in_the_card_is_an_io_error(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    sd.status = 4;
    assert_int_equal(hal_block_program(&card.block, 0, buffer, 512), HAL_ERR_IO);
    assert_int_equal(hal_block_erase(&card.block, 0, 512), HAL_ERR_IO);
}

static void a_card_that_cannot_be_measured_does_not_open(void **state)
{
    (void)state;
    sd.refuses_csd = true;
    sd.blocks = 0;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_IO);
    assert_int_equal(hal_block_get_geometry(&card.block)->size, 0);
}

static void only_a_refused_address_ends_a_card_that_is_measured(void **state)
{
    (void)state;
    sd.refuses_csd = true;
    for (unsigned bits = 2; bits < 0x80; bits += 2) {
        const bool is_end = (bits & 0x60) == bits; /* address or parameter error */
        sd.range_refusal = (uint8_t)bits;
        const int status = hal_block_open(&card.block);
        assert_true(is_end ? status == HAL_OK : status < 0);
        assert_int_equal(hal_block_get_geometry(&card.block)->size, is_end ? sizeof(sd.memory) : 0);
    }
}

static void no_card_is_absent(void **state)
{
    (void)state;
    bus.part = NULL;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_ABSENT);
    assert_int_equal(hal_block_get_geometry(&card.block)->size, 0);
}

static void a_card_is_reset_ten_times(void **state)
{
    (void)state;
    sd.deaf_left = 9;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    sd.deaf_left = 10;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_ABSENT);
    assert_int_equal(sd.deaf_left, 0);
}

static void a_card_that_never_gets_ready_times_out(void **state)
{
    (void)state;
    sd.never_ready = true;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_TIMEOUT);
}

static void open_waits_for_a_write_that_began_before_a_reset(void **state)
{
    (void)state;
    sd.busy_left = 4000;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    assert_int_equal(hal_block_get_geometry(&card.block)->size, sizeof(sd.memory));
    sd.busy_left = UINT32_MAX;
    assert_int_equal(hal_block_open(&card.block), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_block_get_geometry(&card.block)->size, 0);
    assert_int_equal(sd.disturbed, 0);
    assert_false(bus.begun);
}

static void a_wrong_checksum_is_corrupt(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    sd.corrupt_reads = true;
    assert_int_equal(hal_block_read(&card.block, 0, buffer, 512), HAL_ERR_CORRUPT);
}

static void a_block_that_the_card_cannot_correct_is_corrupt(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    sd.bad_block = 3;
    for (uint8_t token = 1; token < 16; token++) {
        const bool is_beyond = (token & 8) != 0;
        const bool is_corrupt = (token & 4) != 0 && !is_beyond;
        sd.bad_token = token;
        assert_int_equal(hal_block_read(&card.block, 1536, buffer, 512),
                         is_corrupt ? HAL_ERR_CORRUPT : HAL_ERR_IO);
    }
    /* No token at all. */
    for (unsigned bit = 4; bit < 8; bit++) {
        sd.bad_token = (uint8_t)(1U << bit | 4);
        assert_int_equal(hal_block_read(&card.block, 1536, buffer, 512), HAL_ERR_IO);
    }
}

static void a_card_is_measured_across_a_block_that_it_cannot_correct(void **state)
{
    (void)state;
    sd.refuses_csd = true;
    sd.bad_token = 4;
    for (sd.bad_block = 0; sd.bad_block < MODEL_SD_BLOCKS; sd.bad_block++) {
        assert_int_equal(hal_block_open(&card.block), HAL_OK);
        assert_int_equal(hal_block_get_geometry(&card.block)->size, sizeof(sd.memory));
    }
}

static void a_record_outlives_a_block_that_the_card_cannot_correct(void **state)
{
    (void)state;
    const struct hal_record record = {&card.block, 0, 512, buffer, 512};
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t got = 0;
        assert_int_equal(hal_record_store(&record, &i, sizeof(i)), HAL_OK);
        sd.bad_block = (i + 1) % 2;
        sd.bad_token = 4;
        assert_int_equal(hal_record_load(&record, &got, sizeof(got)), sizeof(got));
        assert_int_equal(got, i);
        sd.bad_token = 0;
    }
}

static void a_refused_write_is_an_io_error(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    sd.reject_writes = true;
    assert_int_equal(hal_block_program(&card.block, 0, buffer, 512), HAL_ERR_IO);
}

static void a_card_pulled_out_is_told_everywhere(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    bus.part = NULL;
    assert_int_equal(hal_block_read(&card.block, 0, buffer, 512), HAL_ERR_ABSENT);
    assert_int_equal(hal_block_program(&card.block, 0, buffer, 512), HAL_ERR_ABSENT);
    assert_int_equal(hal_block_erase(&card.block, 0, 512), HAL_ERR_ABSENT);
    assert_false(bus.begun);
}

static void a_bus_fault_at_any_byte_is_told_and_deselects(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(&card.block), HAL_OK);
    for (unsigned i = 1; i < 600; i++) {
        bus.faults_after = i;
        assert_true(hal_block_program(&card.block, 0, buffer, 512) <= 0);
        assert_false(bus.begun);
        bus.faults_after = i;
        assert_true(hal_block_read(&card.block, 0, buffer, 512) <= 0);
        assert_false(bus.begun);
        bus.faults_after = i;
        assert_true(hal_block_open(&card.block) <= 0);
        assert_false(bus.begun);
        bus.faults_after = 0;
        assert_int_equal(hal_block_open(&card.block), HAL_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_high_capacity_card_keeps_the_contract, set_up),
        cmocka_unit_test_setup(an_old_card_keeps_the_contract, set_up),
        cmocka_unit_test_setup(the_last_blocks_of_a_large_card_keep_the_contract, set_up),
        cmocka_unit_test_setup(an_old_card_keeps_the_contract_whatever_its_csd, set_up),
        cmocka_unit_test_setup(an_old_card_beyond_its_addresses_is_unsupported, set_up),
        cmocka_unit_test_setup(one_call_reads_and_programs_several_blocks, set_up),
        cmocka_unit_test_setup(a_card_is_slow_until_it_has_started, set_up),
        cmocka_unit_test_setup(a_card_that_refuses_its_csd_is_measured, set_up),
        cmocka_unit_test_setup(a_card_that_does_not_tell_its_status_keeps_the_contract, set_up),
        cmocka_unit_test_setup(a_write_that_fails_in_the_card_is_an_io_error, set_up),
        cmocka_unit_test_setup(a_card_that_cannot_be_measured_does_not_open, set_up),
        cmocka_unit_test_setup(only_a_refused_address_ends_a_card_that_is_measured, set_up),
        cmocka_unit_test_setup(no_card_is_absent, set_up),
        cmocka_unit_test_setup(a_card_is_reset_ten_times, set_up),
        cmocka_unit_test_setup(a_card_that_never_gets_ready_times_out, set_up),
        cmocka_unit_test_setup(open_waits_for_a_write_that_began_before_a_reset, set_up),
        cmocka_unit_test_setup(a_wrong_checksum_is_corrupt, set_up),
        cmocka_unit_test_setup(a_block_that_the_card_cannot_correct_is_corrupt, set_up),
        cmocka_unit_test_setup(a_card_is_measured_across_a_block_that_it_cannot_correct, set_up),
        cmocka_unit_test_setup(a_record_outlives_a_block_that_the_card_cannot_correct, set_up),
        cmocka_unit_test_setup(a_refused_write_is_an_io_error, set_up),
        cmocka_unit_test_setup(a_card_pulled_out_is_told_everywhere, set_up),
        cmocka_unit_test_setup(a_bus_fault_at_any_byte_is_told_and_deselects, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
