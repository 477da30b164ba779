/* SPDX-License-Identifier: MIT */
/* The finisher's commands. A failure must never become success. */
#include <host_test.h>
#include <model.h>
#include <sifive_test.h>
#include <string.h>

static struct model_device finisher;
static uint32_t last;
static const struct sifive_test dev = {0x100000};

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    fail_msg("read at %#x", offset);
    return 0;
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    assert_int_equal(offset, 0);
    last = value;
}

static int set_up(void **state)
{
    (void)state;
    memset(&finisher, 0, sizeof(finisher));
    finisher.base = 0x100000;
    finisher.size = 4;
    finisher.width = 4;
    finisher.load = load;
    finisher.store = store;
    model_detach_all();
    model_attach(&finisher);
    return 0;
}

static void success_is_the_pass_command(void **state)
{
    (void)state;
    sifive_test_exit(&dev, 0);
    assert_int_equal(last, 0x5555);
}

static void codes_up_to_255_are_kept(void **state)
{
    (void)state;
    for (uint32_t status = 1; status < 256; status++) {
        sifive_test_exit(&dev, (int)status);
        assert_int_equal(last, status << 16 | 0x3333);
    }
}

static void no_failure_becomes_success(void **state)
{
    (void)state;
    const int statuses[] = {256, 512, 65536, -256, -1, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        sifive_test_exit(&dev, statuses[i]);
        assert_int_equal(last & 0xffff, 0x3333);
        assert_int_not_equal(last >> 16 & 0xff, 0);
    }
}

static void reset_is_its_own_command(void **state)
{
    (void)state;
    sifive_test_reset(&dev);
    assert_int_equal(last, 0x7777);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(success_is_the_pass_command, set_up),
        cmocka_unit_test_setup(codes_up_to_255_are_kept, set_up),
        cmocka_unit_test_setup(no_failure_becomes_success, set_up),
        cmocka_unit_test_setup(reset_is_its_own_command, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
