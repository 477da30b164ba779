/* SPDX-License-Identifier: MIT */
/* The width, order and value of each access through <hal/mmio.h>. */
#include <hal/mmio.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    BASE = 0x4000,
};

struct block {
    reg_ro16 status;
    reg_wo16 command;
    reg_rw16 control;
};
MMIO_ASSERT_OFFSET(struct block, control, 4);

static struct model_device device;
static uint16_t values[3];

static uint32_t load(struct model_device *dev, uint32_t offset)
{
    (void)dev;
    return values[offset / 2];
}

static void store(struct model_device *dev, uint32_t offset, uint32_t value)
{
    (void)dev;
    assert_true(value <= UINT16_MAX);
    values[offset / 2] = (uint16_t)value;
}

static int set_up(void **state)
{
    (void)state;
    memset(&device, 0, sizeof(device));
    device.base = BASE;
    device.size = sizeof(struct block);
    device.width = 2;
    device.load = load;
    device.store = store;
    model_detach_all();
    model_attach(&device);
    return 0;
}

static void registers_of_16_bits_are_read_as_16_bits(void **state)
{
    (void)state;
    values[0] = 0xbeef;
    assert_int_equal(reg_read(&((struct block *)BASE)->status), 0xbeef);
    assert_int_equal(model_accesses(&device), 1);
}

static void registers_of_16_bits_are_written_as_16_bits(void **state)
{
    (void)state;
    reg_write(&((struct block *)BASE)->command, 0xffff);
    assert_true(model_stored(&device, 0, 2, 0xffff));
    assert_int_equal(model_accesses(&device), 1);
}

static void an_update_of_16_bits_keeps_the_other_bits(void **state)
{
    (void)state;
    values[2] = 0xa5a5;
    reg_update(&((struct block *)BASE)->control, 0xff0, 0xffff);
    assert_int_equal(device.loads, 1);
    assert_true(model_stored(&device, 1, 4, 0xaff5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(registers_of_16_bits_are_read_as_16_bits, set_up),
        cmocka_unit_test_setup(registers_of_16_bits_are_written_as_16_bits, set_up),
        cmocka_unit_test_setup(an_update_of_16_bits_keeps_the_other_bits, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
