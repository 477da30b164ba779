/* SPDX-License-Identifier: MIT */
/* The virtio entropy driver, and the search and start of any virtio device, on a modelled one. */
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <model_virtio.h>
#include <string.h>
#include <virtio_rng.h>

enum {
    BEFORE = 0x55, /* in the buffer of a failing read */
};

static uint32_t random;
static uint32_t most; /* bytes of an answer */

static uint32_t serve(const struct model_virtio_buffer *buffers, unsigned count)
{
    assert_int_equal(count, 1);
    assert_true(buffers[0].device_writes);
    const uint32_t size = buffers[0].size < most ? buffers[0].size : most;
    for (uint32_t i = 0; i < size; i++) {
        random = random * 1664525 + 1013904223;
        buffers[0].data[i] = (uint8_t)(random >> 24);
    }
    return size;
}

static struct fake_timer fake;
static struct virtio_rng_state source_state;
static const struct virtio_rng source = {
    .entropy = {&virtio_rng_ops},
    .device = {MODEL_VIRTIO_SLOTS_DOWN, .timer = &fake.timer, .state = &source_state.device},
    .state = &source_state,
};
static uint8_t data[200];

static void set_up_version(uint32_t version)
{
    model_virtio_init(version, HAL_VIRTIO_ENTROPY, serve);
    memset(&source_state, 0, sizeof(source_state));
    memset(data, BEFORE, sizeof(data));
    fake_timer_init(&fake, 1000000, 100);
    most = UINT32_MAX;
}

static int set_up(void **state)
{
    (void)state;
    set_up_version(2);
    return 0;
}

static int read_some(size_t size, uint32_t timeout_us)
{
    return hal_entropy_read(&source.entropy, data, size, timeout_us);
}

static void assert_cleared(size_t size)
{
    for (size_t i = 0; i < sizeof(data); i++) {
        assert_int_equal(data[i], i < size ? 0 : BEFORE);
    }
}

static void keeps_the_entropy_contract(void **state)
{
    (void)state;
    static const uint32_t delays[] = {0, 1, 20};
    static const uint32_t mosts[] = {1, 7, 64, UINT32_MAX};
    for (uint32_t i = 0; i < 24; i++) {
        set_up_version(1 + i % 2);
        model_virtio.delay = delays[i / 2 % 3];
        most = mosts[i / 6];
        assert_string_equal(contract_entropy(&source.entropy, &fake.timer) ?: "", "");
        model_virtio.delay = MODEL_VIRTIO_NEVER;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
        assert_string_equal(contract_entropy_stuck(&source.entropy, &fake.timer) ?: "", "");
    }
    assert_int_equal(hal_entropy_get_min_entropy(&source.entropy), 8);
}

static void the_device_is_found_in_any_slot(void **state)
{
    for (unsigned slot = 0; slot < MODEL_VIRTIO_SLOTS; slot++) {
        (void)set_up(state);
        model_virtio.slot = slot;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    }
    struct virtio_rng second = source;
    second.device.number = 1;
    assert_int_equal(hal_entropy_open(&second.entropy), HAL_ERR_ABSENT);
}

static int open_with(uint32_t *member, uint32_t value)
{
    const uint32_t before = *member;
    *member = value;
    const int status = hal_entropy_open(&source.entropy);
    assert_int_equal(read_some(4, HAL_FOREVER), status < 0 ? HAL_ERR_ABSENT : HAL_OK);
    *member = before;
    return status;
}

static void only_a_device_that_the_driver_knows_opens(void **state)
{
    (void)state;
    assert_int_equal(open_with(&model_virtio.magic, 0x74726977), HAL_ERR_ABSENT);
    assert_int_equal(open_with(&model_virtio.type, HAL_VIRTIO_BLOCK), HAL_ERR_ABSENT);
    assert_int_equal(open_with(&model_virtio.type, 0), HAL_ERR_ABSENT);
    assert_int_equal(open_with(&model_virtio.version, 0), HAL_ERR_UNSUPPORTED);
    assert_int_equal(open_with(&model_virtio.version, 3), HAL_ERR_UNSUPPORTED);
    assert_int_equal(model_virtio.device.stores, 0);
    assert_int_equal(open_with(&model_virtio.queue_size_max, 0), HAL_ERR_UNSUPPORTED);
    assert_int_equal(open_with(&model_virtio.queue_size_max, 3), HAL_ERR_UNSUPPORTED);
    assert_int_equal(model_virtio.status & 128, 128);
    assert_int_equal(open_with(&model_virtio.queue_size_max, 4), HAL_OK);
}

static void a_device_that_refuses_is_unsupported(void **state)
{
    (void)state;
    model_virtio.refuses = true;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_UNSUPPORTED);
    assert_int_equal(model_virtio.status & (128 | 4), 128);
    model_virtio.refuses = false;
    model_virtio.offered = 0xffffffff;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_UNSUPPORTED);
    model_virtio.offered = UINT64_MAX;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    assert_true(model_virtio.accepted == UINT64_C(1) << 32);
}

static void a_queue_in_use_or_a_reset_without_end_is_an_error(void **state)
{
    (void)state;
    for (uint32_t version = 1; version <= 2; version++) {
        set_up_version(version);
        model_virtio.is_in_use = true;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_IO);
        set_up_version(version);
        model_virtio.status = 15;
        model_virtio.reset_takes = 5;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
        model_virtio.reset_takes = MODEL_VIRTIO_NEVER;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_TIMEOUT);
        assert_int_equal(read_some(4, 0), HAL_ERR_ABSENT);
    }
}

/* Expects a read to fail, the device to be reset, and a later start to help. */
static void assert_broken(void)
{
    memset(data, BEFORE, sizeof(data));
    assert_int_equal(read_some(100, 1000000), HAL_ERR_IO);
    assert_cleared(100);
    assert_int_equal(model_virtio.status, 0);
    assert_int_equal(read_some(100, 1000000), HAL_ERR_ABSENT);
    const uint32_t version = model_virtio.version;
    set_up_version(version);
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    assert_int_equal(read_some(100, 1000000), HAL_OK);
}

static void an_answer_against_the_rules_is_an_error(void **state)
{
    (void)state;
    static const uint32_t ids[] = {1, 4, 0x10000, UINT32_MAX};
    static const int64_t sizes[] = {0, 65, UINT32_MAX};
    static const uint16_t extras[] = {1, 3, 4, 0xfffe};
    set_up_version(1);
    for (size_t i = 0; i < 22; i++) {
        set_up_version(1 + i % 2);
        model_virtio.delay = 2;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
        model_virtio.id = i / 2 < 4 ? ids[i / 2] : 0;
        model_virtio.size = i / 2 >= 4 && i / 2 < 7 ? sizes[i / 2 - 4] : -1;
        model_virtio.extra_answers = i / 2 >= 7 ? extras[i / 2 - 7] : 0;
        assert_broken();
    }
}

static void a_device_that_needs_a_reset_is_an_error(void **state)
{
    for (uint32_t bit = 64; bit <= 128; bit *= 2) {
        (void)set_up(state);
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
        model_virtio.delay = MODEL_VIRTIO_NEVER;
        model_virtio.failing_status = bit;
        assert_broken();
    }
}

/* The first read leaves bytes and a request behind, and the second takes some of the bytes before
 * the answer comes. */
static void late_bytes_are_kept_in_their_order(void **state)
{
    (void)state;
    uint8_t delivered[65] = {0};
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    most = 10;
    random = 7;
    assert_int_equal(read_some(1, HAL_FOREVER), HAL_OK);
    model_virtio.delay = 3;
    most = UINT32_MAX;
    assert_int_equal(read_some(60, 0), HAL_ERR_TIMEOUT);
    assert_int_equal(read_some(5, 0), HAL_OK);
    assert_int_equal(model_virtio.notifications, 2);
    assert_int_equal(read_some(59, HAL_FOREVER), HAL_OK);
    random = 7;
    for (size_t i = 0; i < sizeof(delivered); i++) {
        random = random * 1664525 + 1013904223;
        delivered[i] = (uint8_t)(random >> 24);
    }
    assert_memory_equal(data, delivered, 4);
    assert_memory_equal(data + 4, delivered + 10, 55);
    assert_int_equal(model_virtio.notifications, 2);
    assert_int_equal(source_state.count, 0);
    for (size_t i = 0; i < VIRTIO_RNG_READY; i++) {
        assert_int_equal(source_state.ready[i], 0);
    }
}

static void a_request_takes_few_accesses(void **state)
{
    (void)state;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    model_clear_log(&model_virtio.device);
    assert_int_equal(read_some(64, HAL_FOREVER), HAL_OK);
    assert_int_equal(model_accesses(&model_virtio.device), 1);
    assert_int_equal(fake.looks, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_entropy_contract, set_up),
        cmocka_unit_test_setup(the_device_is_found_in_any_slot, set_up),
        cmocka_unit_test_setup(only_a_device_that_the_driver_knows_opens, set_up),
        cmocka_unit_test_setup(a_device_that_refuses_is_unsupported, set_up),
        cmocka_unit_test_setup(a_queue_in_use_or_a_reset_without_end_is_an_error, set_up),
        cmocka_unit_test_setup(an_answer_against_the_rules_is_an_error, set_up),
        cmocka_unit_test_setup(a_device_that_needs_a_reset_is_an_error, set_up),
        cmocka_unit_test_setup(late_bytes_are_kept_in_their_order, set_up),
        cmocka_unit_test_setup(a_request_takes_few_accesses, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
