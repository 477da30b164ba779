/* SPDX-License-Identifier: MIT */
/* The virtio disk driver on a modelled disk. */
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <model_virtio.h>
#include <string.h>
#include <virtio_blk.h>

enum {
    SECTOR = 512,
    SECTORS = 512,
    SIZE = SECTORS * SECTOR,
    READ = 0,
    WRITE = 1,
    FLUSH = 4,
    ZERO = 13,
    HAS_SIZE_MAX = 1 << 1,
    HAS_READ_ONLY = 1 << 5,
    HAS_BLOCK_SIZE = 1 << 6,
    HAS_FLUSH = 1 << 9,
    HAS_ZERO = 1 << 14,
};

static struct {
    uint8_t memory[SIZE];
    uint8_t flushed[SIZE]; /* what a power failure leaves */
    unsigned requests[16]; /* of each type */
    uint32_t largest;      /* bytes of data in a request */
    unsigned fails_at;     /* the number of the request that fails, from 1; 0 is none */
    uint8_t result;        /* of it */
    unsigned count;
} disk;

static uint8_t do_request(uint32_t type, uint64_t sector, const struct model_virtio_buffer *body)
{
    const uint32_t block = model_virtio.config[5] != 0 ? model_virtio.config[5] : SECTOR;
    uint32_t size = body != NULL ? body->size : 0;
    if (type == ZERO) {
        uint32_t words[4];
        assert_int_equal(size, sizeof(words));
        memcpy(words, body->data, sizeof(words));
        sector = words[0];
        size = words[2] * SECTOR;
        assert_int_equal(words[1] | words[3], 0);
        assert_in_range(words[2], 1, model_virtio.config[12]);
    } else {
        assert_true(size <= model_virtio.config[2] || model_virtio.config[2] == 0);
    }
    assert_int_equal((sector * SECTOR | size) % block, 0);
    assert_true(sector * SECTOR + size <= SIZE);
    assert_int_equal(body != NULL && body->device_writes, type == READ);
    disk.requests[type]++;
    disk.largest = size > disk.largest ? size : disk.largest;
    if (++disk.count == disk.fails_at) {
        return disk.result;
    }
    if (type == READ) {
        memcpy(body->data, disk.memory + sector * SECTOR, size);
    } else if (type == WRITE) {
        memcpy(disk.memory + sector * SECTOR, body->data, size);
    } else if (type == ZERO) {
        memset(disk.memory + sector * SECTOR, 0, size);
    }
    if (type == FLUSH || (model_virtio.offered & HAS_FLUSH) == 0) {
        memcpy(disk.flushed, disk.memory, SIZE);
    }
    return 0;
}

static uint32_t serve(const struct model_virtio_buffer *buffers, unsigned count)
{
    uint32_t type;
    uint64_t sector;
    const struct model_virtio_buffer *result = &buffers[count - 1];
    assert_in_range(count, 2, 3);
    assert_int_equal(buffers[0].size, 16);
    assert_false(buffers[0].device_writes);
    assert_int_equal(result->size, 1);
    assert_true(result->device_writes);
    memcpy(&type, buffers[0].data, sizeof(type));
    memcpy(&sector, buffers[0].data + 8, sizeof(sector));
    assert_true(type == READ || type == WRITE || ((type == FLUSH || type == ZERO) && sector == 0));
    assert_int_equal(count, type == FLUSH ? 2 : 3);
    const uint8_t value = do_request(type, sector, count == 3 ? &buffers[1] : NULL);
    if (value != 0xff) {
        *result->data = value;
    }
    return 1 + (type == READ ? buffers[1].size : 0);
}

static struct fake_timer fake;
static struct virtio_blk_state disk_state;
static const struct virtio_blk device = {
    .block = {&virtio_blk_ops},
    .device = {MODEL_VIRTIO_SLOTS_DOWN, .timer = &fake.timer, .state = &disk_state.device},
    .state = &disk_state,
};
static const struct hal_block *const block = &device.block;
static uint8_t data[SIZE] HAL_DMA_ALIGNED;

static void set_up_disk(uint32_t version, uint32_t features)
{
    model_virtio_init(version, HAL_VIRTIO_BLOCK, serve);
    memset(&disk, 0, sizeof(disk));
    memset(disk.memory, 0x5a, SIZE);
    memset(&disk_state, 0, sizeof(disk_state));
    fake_timer_init(&fake, 1000000, 100);
    model_virtio.offered |= features;
    model_virtio.config[0] = SECTORS;
    model_virtio.config[2] = (features & HAS_SIZE_MAX) != 0 ? 3000 : 0;
    model_virtio.config[5] = (features & HAS_BLOCK_SIZE) != 0 ? 2048 : 0;
    model_virtio.config[12] = (features & HAS_ZERO) != 0 ? 9 : 0;
}

static int set_up(void **state)
{
    (void)state;
    set_up_disk(2, HAS_FLUSH | HAS_ZERO);
    return 0;
}

static void keeps_the_block_contract(void **state)
{
    (void)state;
    static const uint32_t sets[] = {
        0,
        HAS_FLUSH,
        HAS_ZERO | HAS_FLUSH,
        HAS_SIZE_MAX | HAS_BLOCK_SIZE,
        HAS_SIZE_MAX | HAS_BLOCK_SIZE | HAS_ZERO | HAS_FLUSH | 1U << 12 | 1U << 11,
    };
    for (size_t i = 0; i < 2 * sizeof(sets) / sizeof(sets[0]); i++) {
        const uint32_t features = sets[i / 2];
        set_up_disk(1 + i % 2, features);
        model_virtio.delay = 2;
        assert_string_equal(contract_block(block, 4096, 4, data) ?: "", "");
        assert_int_equal(hal_block_get_geometry(block)->size, SIZE);
        assert_int_equal(hal_block_get_geometry(block)->erase_unit,
                         (features & HAS_BLOCK_SIZE) != 0 ? 2048 : SECTOR);
        assert_int_equal(disk.requests[FLUSH] != 0, (features & HAS_FLUSH) != 0);
        assert_int_equal(disk.requests[ZERO] != 0, (features & HAS_ZERO) != 0);
        assert_memory_equal(disk.memory, disk.flushed, SIZE);
        const uint32_t known = HAS_SIZE_MAX | HAS_BLOCK_SIZE | HAS_ZERO | HAS_FLUSH;
        assert_int_equal((uint32_t)model_virtio.accepted, features & known);
    }
}

/* What else is in the first or the last cache block could be lost. */
static void a_buffer_that_shares_a_cache_block_is_not_read_into(void **state)
{
    (void)state;
    const int status = HAL_DMA_BLOCK > 1 ? HAL_ERR_INVALID : HAL_OK;
    assert_int_equal(hal_block_open(block), HAL_OK);
    assert_int_equal(hal_block_read(block, 0, data + 1, SECTOR), status);
    assert_int_equal(hal_block_read(block, 0, data + HAL_DMA_BLOCK / 2, SECTOR), status);
    assert_int_equal(hal_block_read(block, 0, data + HAL_DMA_BLOCK, SECTOR), HAL_OK);
    assert_int_equal(hal_block_program(block, 0, data + 1, SECTOR), HAL_OK);
    assert_memory_equal(disk.memory, data + 1, SECTOR);
}

static void requests_are_as_large_as_they_may_be(void **state)
{
    (void)state;
    assert_int_equal(hal_block_open(block), HAL_OK);
    assert_int_equal(hal_block_program(block, 0, data, 0), HAL_OK);
    assert_int_equal(hal_block_erase(block, 0, 0), HAL_OK);
    assert_int_equal(disk.count, 0);
    model_clear_log(&model_virtio.device);
    assert_int_equal(hal_block_read(block, 0, data, 3 * 64 * 1024 + SECTOR), HAL_OK);
    assert_int_equal(disk.requests[READ], 4);
    assert_int_equal(disk.largest, 64 * 1024);
    assert_int_equal(model_accesses(&model_virtio.device), 4);
    assert_int_equal(hal_block_program(block, 0, data, 2 * 64 * 1024), HAL_OK);
    assert_int_equal(disk.requests[WRITE], 2);
    assert_int_equal(disk.requests[FLUSH], 1);
    assert_int_equal(hal_block_erase(block, 0, 19 * SECTOR), HAL_OK);
    assert_int_equal(disk.requests[ZERO], 3);
    assert_int_equal(disk.requests[FLUSH], 2);
}

static int open_with(unsigned word, uint32_t value)
{
    const uint32_t before = model_virtio.config[word];
    model_virtio.config[word] = value;
    const int status = hal_block_open(block);
    assert_int_equal(hal_block_get_geometry(block)->size != 0, status == HAL_OK);
    assert_int_equal(hal_block_read(block, 0, data, 4096), status < 0 ? HAL_ERR_INVALID : HAL_OK);
    model_virtio.config[word] = before;
    return status;
}

static void a_geometry_that_makes_no_sense_is_unsupported(void **state)
{
    (void)state;
    set_up_disk(2, HAS_SIZE_MAX | HAS_BLOCK_SIZE);
    static const uint32_t blocks[] = {0, 1, 256, 513, 3072, 8192, 0x80000000, UINT32_MAX};
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        assert_int_equal(open_with(5, blocks[i]), HAL_ERR_UNSUPPORTED);
    }
    assert_int_equal(open_with(2, 0), HAL_ERR_UNSUPPORTED);
    assert_int_equal(open_with(2, 2047), HAL_ERR_UNSUPPORTED);
    assert_int_equal(open_with(2, 2048), HAL_OK);
    assert_int_equal(open_with(2, UINT32_MAX), HAL_OK);
    assert_int_equal(open_with(1, 0x800000), HAL_ERR_UNSUPPORTED);
    assert_int_equal(open_with(1, 0x7fffff), HAL_OK);
    assert_int_equal(open_with(0, 3), HAL_ERR_ABSENT);
}

static void a_large_block_needs_a_request_to_zero(void **state)
{
    (void)state;
    set_up_disk(2, HAS_BLOCK_SIZE);
    model_virtio.config[5] = 8192;
    assert_int_equal(hal_block_open(block), HAL_ERR_UNSUPPORTED);
    set_up_disk(2, HAS_BLOCK_SIZE | HAS_ZERO);
    model_virtio.config[5] = 8192;
    model_virtio.config[12] = 31;
    assert_string_equal(contract_block(block, 0, 4, data) ?: "", "");
}

static void a_configuration_that_keeps_changing_is_an_error(void **state)
{
    (void)state;
    model_virtio.config_changes = 5;
    assert_int_equal(hal_block_open(block), HAL_OK);
    model_virtio.config_changes = MODEL_VIRTIO_NEVER;
    assert_int_equal(hal_block_open(block), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_block_get_geometry(block)->size, 0);
}

static void a_read_only_disk_is_only_read(void **state)
{
    (void)state;
    set_up_disk(2, HAS_READ_ONLY | HAS_FLUSH);
    assert_int_equal(hal_block_open(block), HAL_OK);
    assert_int_equal(hal_block_program(block, 0, data, SECTOR), HAL_ERR_IO);
    assert_int_equal(hal_block_erase(block, 0, SECTOR), HAL_ERR_IO);
    assert_int_equal(hal_block_program(block, 1, data, SECTOR), HAL_ERR_INVALID);
    assert_int_equal(disk.count, 0);
    assert_int_equal(hal_block_read(block, 0, data, SECTOR), HAL_OK);
}

/* 0xff: the device leaves the result alone. */
static void each_result_but_0_is_an_error(void **state)
{
    static const uint8_t results[] = {1, 2, 3, 0x80, 0xff};
    for (size_t i = 0; i < sizeof(results); i++) {
        (void)set_up(state);
        assert_int_equal(hal_block_open(block), HAL_OK);
        disk.result = results[i];
        disk.fails_at = 2;
        assert_int_equal(hal_block_read(block, 0, data, 3 * 64 * 1024), HAL_ERR_IO);
        assert_int_equal(disk.count, 2);
        disk.fails_at = 4;
        assert_int_equal(hal_block_program(block, 0, data, 3 * 64 * 1024), HAL_ERR_IO);
        assert_int_equal(disk.requests[FLUSH], 1);
        assert_memory_equal(disk.flushed, data, 64 * 1024);
        disk.fails_at = 6;
        assert_int_equal(hal_block_erase(block, 0, SECTOR), HAL_ERR_IO);
        disk.fails_at = 9;
        assert_int_equal(hal_block_program(block, 0, data, SECTOR), HAL_ERR_IO);
        assert_int_equal(hal_block_read(block, 0, data, SECTOR), HAL_OK);
    }
}

/* A legacy device is known not to count right. */
static void a_wrong_count_of_bytes_is_an_error(void **state)
{
    (void)state;
    static const int64_t sizes[] = {0, 1, 512, 514, UINT32_MAX};
    for (size_t i = 0; i < 2 * sizeof(sizes) / sizeof(sizes[0]); i++) {
        const uint32_t version = 1 + i % 2;
        set_up_disk(version, 0);
        assert_int_equal(hal_block_open(block), HAL_OK);
        model_virtio.size = sizes[i / 2];
        assert_int_equal(hal_block_read(block, 0, data, SECTOR),
                         version == 1 ? HAL_OK : HAL_ERR_IO);
    }
}

static void assert_gone_until_it_is_opened(int expected)
{
    assert_int_equal(hal_block_program(block, 0, data, 2 * SECTOR), expected);
    assert_int_equal(model_virtio.status, 0);
    const unsigned accesses = model_accesses(&model_virtio.device);
    assert_int_equal(hal_block_read(block, 0, data, SECTOR), HAL_ERR_ABSENT);
    assert_int_equal(hal_block_program(block, 0, data, SECTOR), HAL_ERR_ABSENT);
    assert_int_equal(hal_block_erase(block, 0, SECTOR), HAL_ERR_ABSENT);
    assert_int_equal(model_accesses(&model_virtio.device), accesses);
    set_up_disk(model_virtio.version, HAS_FLUSH);
    assert_int_equal(hal_block_open(block), HAL_OK);
    assert_int_equal(hal_block_program(block, 0, data, SECTOR), HAL_OK);
}

static void a_disk_that_does_not_answer_is_reset(void **state)
{
    (void)state;
    for (uint32_t version = 1; version <= 2; version++) {
        set_up_disk(version, HAS_FLUSH);
        assert_int_equal(hal_block_open(block), HAL_OK);
        model_virtio.delay = MODEL_VIRTIO_NEVER;
        assert_gone_until_it_is_opened(HAL_ERR_TIMEOUT);
    }
}

static void a_disk_that_breaks_the_rules_is_reset(void **state)
{
    (void)set_up(state);
    assert_int_equal(hal_block_open(block), HAL_OK);
    model_virtio.id = 1;
    assert_gone_until_it_is_opened(HAL_ERR_IO);
    (void)set_up(state);
    assert_int_equal(hal_block_open(block), HAL_OK);
    model_virtio.delay = 2;
    model_virtio.failing_status = 64;
    assert_gone_until_it_is_opened(HAL_ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_block_contract, set_up),
        cmocka_unit_test_setup(a_buffer_that_shares_a_cache_block_is_not_read_into, set_up),
        cmocka_unit_test_setup(requests_are_as_large_as_they_may_be, set_up),
        cmocka_unit_test_setup(a_geometry_that_makes_no_sense_is_unsupported, set_up),
        cmocka_unit_test_setup(a_large_block_needs_a_request_to_zero, set_up),
        cmocka_unit_test_setup(a_configuration_that_keeps_changing_is_an_error, set_up),
        cmocka_unit_test_setup(a_read_only_disk_is_only_read, set_up),
        cmocka_unit_test_setup(each_result_but_0_is_an_error, set_up),
        cmocka_unit_test_setup(a_wrong_count_of_bytes_is_an_error, set_up),
        cmocka_unit_test_setup(a_disk_that_does_not_answer_is_reset, set_up),
        cmocka_unit_test_setup(a_disk_that_breaks_the_rules_is_reset, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
