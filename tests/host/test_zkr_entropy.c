/* SPDX-License-Identifier: MIT */
/* The seed register's driver on a modelled register. */
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <string.h>
#include <zkr_entropy.h>

enum {
    BIST = 0,
    WAIT = 1,
    ES16 = 2,
    DEAD = 3,
};

static struct {
    bool exists;
    unsigned not_ready;       /* readings that yield no sample before each that does */
    unsigned left;            /* of them */
    uint32_t not_ready_state; /* in these readings */
    unsigned dies_after;      /* samples; 0 never */
    unsigned samples;
    uint32_t others; /* bits of each reading that are reserved or the vendor's */
    uint32_t random;
} model;

uint32_t model_seed_take(void);

uint32_t model_seed_take(void)
{
    contract_touches++;
    assert_true(model.exists);
    if (model.dies_after != 0 && model.samples >= model.dies_after) {
        return (uint32_t)DEAD << 30 | model.others;
    }
    if (model.left != 0) {
        model.left--;
        return model.not_ready_state << 30 | model.others;
    }
    model.left = model.not_ready;
    model.samples++;
    model.random = model.random * 1664525 + 1013904223;
    return (uint32_t)ES16 << 30 | model.others | model.random >> 16;
}

static bool seed_exists(void)
{
    return model.exists;
}

static struct fake_timer fake;
static struct zkr_entropy_state source_state;
static const struct zkr_entropy source = {
    {&zkr_entropy_ops}, seed_exists, &fake.timer, &source_state};
static uint8_t data[64];

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.exists = true;
    memset(&source_state, 0, sizeof(source_state));
    fake_timer_init(&fake, 1000000, 100);
    return 0;
}

static void keeps_the_entropy_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_entropy(&source.entropy, &fake.timer) ?: "", "");
    assert_int_equal(hal_entropy_get_min_entropy(&source.entropy), 4);
}

static void keeps_the_contract_if_samples_take_time(void **state)
{
    for (uint32_t reason = BIST; reason <= WAIT; reason++) {
        (void)set_up(state);
        model.not_ready = model.left = 3;
        model.not_ready_state = reason;
        model.others = 0x3fff0000;
        assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
        assert_int_equal(hal_entropy_read(&source.entropy, data, sizeof(data), 100000), HAL_OK);
        model.left = UINT32_MAX;
        assert_string_equal(contract_entropy_stuck(&source.entropy, &fake.timer) ?: "", "");
    }
}

static void both_bytes_of_a_sample_are_used(void **state)
{
    (void)state;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    model.random = 0;
    model.samples = 0;
    assert_int_equal(hal_entropy_read(&source.entropy, data, 3, 0), HAL_OK);
    assert_int_equal(model.samples, 2);
    const uint32_t first = 1013904223;
    const uint32_t second = first * 1664525 + 1013904223;
    assert_int_equal(data[0], first >> 16 & 0xff);
    assert_int_equal(data[1], first >> 24);
    assert_int_equal(data[2], second >> 16 & 0xff);
}

static void a_core_without_the_register_is_absent(void **state)
{
    (void)state;
    model.exists = false;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_ABSENT);
    assert_int_equal(hal_entropy_read(&source.entropy, data, 2, 0), HAL_ERR_ABSENT);
}

static void a_core_that_is_known_to_have_it_is_not_probed(void **state)
{
    (void)state;
    static const struct zkr_entropy known = {{&zkr_entropy_ops}, NULL, &fake.timer, &source_state};
    assert_int_equal(hal_entropy_open(&known.entropy), HAL_OK);
    assert_int_equal(hal_entropy_read(&known.entropy, data, 2, 0), HAL_OK);
}

static void a_source_that_never_gets_ready_does_not_open(void **state)
{
    (void)state;
    model.left = UINT32_MAX;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_TIMEOUT);
    assert_int_equal(hal_entropy_read(&source.entropy, data, 2, 0), HAL_ERR_ABSENT);
}

static void a_source_that_dies_is_never_believed_again(void **state)
{
    (void)state;
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_OK);
    model.dies_after = 10;
    memset(data, 1, sizeof(data));
    assert_int_equal(hal_entropy_read(&source.entropy, data, sizeof(data), HAL_FOREVER),
                     HAL_ERR_IO);
    for (size_t i = 0; i < sizeof(data); i++) {
        assert_int_equal(data[i], 0);
    }
    assert_int_equal(hal_entropy_read(&source.entropy, data, 2, 0), HAL_ERR_ABSENT);
    assert_int_equal(hal_entropy_open(&source.entropy), HAL_ERR_IO);
    assert_int_equal(hal_entropy_read(&source.entropy, data, 2, 0), HAL_ERR_ABSENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_entropy_contract, set_up),
        cmocka_unit_test_setup(keeps_the_contract_if_samples_take_time, set_up),
        cmocka_unit_test_setup(both_bytes_of_a_sample_are_used, set_up),
        cmocka_unit_test_setup(a_core_without_the_register_is_absent, set_up),
        cmocka_unit_test_setup(a_core_that_is_known_to_have_it_is_not_probed, set_up),
        cmocka_unit_test_setup(a_source_that_never_gets_ready_does_not_open, set_up),
        cmocka_unit_test_setup(a_source_that_dies_is_never_believed_again, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
