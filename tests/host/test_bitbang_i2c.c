/* SPDX-License-Identifier: MIT */
/*
 * The bit-banged I2C controller and the temperature sensor's driver, wire by wire. A simulated
 * sensor acknowledges, refuses, stretches the clock and gets stuck.
 */
#include <bitbang_i2c.h>
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>
#include <sim_tmp1xx.h>
#include <string.h>
#include <tmp1xx.h>

static struct fake_timer fake;
static struct sim_tmp1xx sim;
static struct sim_i2c_state wires_state;
static const struct sim_i2c_part part = {0x48, sim_tmp1xx_start, sim_tmp1xx_write, sim_tmp1xx_read,
                                         &sim};

/* Another controller pulls the data line low from this clock on, for one clock. 0: never. */
static unsigned intruder_at;
static unsigned clocks; /* rising edges of the clock so far */
static bool pulled_sda; /* the controller pulled the data line low */

static int pin_configure(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode)
{
    contract_touches++;
    return sim_i2c_gpio_ops.configure(gpio, pin, mode);
}

static void pin_write(const struct hal_gpio *gpio, unsigned pin, bool high)
{
    contract_touches++;
    pulled_sda |= pin == SIM_I2C_SDA && !high;
    clocks += pin == SIM_I2C_SCL && high && !wires_state.scl_out ? 1 : 0;
    sim_i2c_gpio_ops.write(gpio, pin, high);
}

static bool pin_read(const struct hal_gpio *gpio, unsigned pin)
{
    contract_touches++;
    const bool is_intruder = pin == SIM_I2C_SDA && clocks != 0 && clocks == intruder_at;
    return sim_i2c_gpio_ops.read(gpio, pin) && !is_intruder;
}

static const struct hal_gpio_ops counting_ops = {
    .configure = pin_configure, .write = pin_write, .read = pin_read};
static const struct sim_i2c wires = {{&counting_ops}, &part, &wires_state};
static const struct bitbang_i2c i2c = {
    .bus = {&bitbang_i2c_ops},
    .scl = {&wires.gpio, SIM_I2C_SCL},
    .sda = {&wires.gpio, SIM_I2C_SDA},
    .timer = &fake.timer,
    .hz = 100000,
};
static const struct tmp1xx sensor = {&i2c.bus, 0x48};

static int set_up(void **state)
{
    (void)state;
    memset(&sim, 0, sizeof(sim));
    intruder_at = 0;
    clocks = 0;
    fake_timer_init(&fake, 10000000, 1);
    sim_i2c_reset(&wires);
    assert_int_equal(bitbang_i2c_init(&i2c), HAL_OK);
    return 0;
}

static void keeps_the_i2c_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_i2c(&i2c.bus, 0x48, 1, 0x49) ?: "", "");
    assert_true(wires_state.scl_out && wires_state.sda_out && wires_state.sda_part);
}

static void keeps_the_i2c_contract_with_a_stretched_clock(void **state)
{
    (void)state;
    wires_state.stretch = 3;
    assert_string_equal(contract_i2c(&i2c.bus, 0x48, 1, 0x49) ?: "", "");
}

static void reads_every_temperature_in_both_formats(void **state)
{
    (void)state;
    int32_t millicelsius;
    for (int32_t sixteenths = -55 * 16; sixteenths < 128 * 16; sixteenths++) {
        sim_tmp1xx_set(&sim, sixteenths, false);
        assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_OK);
        assert_int_equal(millicelsius, sixteenths * 1000 / 16);
    }
    for (int32_t sixteenths = -55 * 16; sixteenths < 150 * 16; sixteenths += 7) {
        sim_tmp1xx_set(&sim, sixteenths, true);
        assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_OK);
        assert_int_equal(millicelsius, sixteenths * 1000 / 16);
    }
}

static void a_read_is_one_transaction_with_a_repeated_start(void **state)
{
    (void)state;
    int32_t millicelsius;
    assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_OK);
    assert_int_equal(wires_state.starts, 2);
    assert_int_equal(wires_state.stops, 1);
}

static void the_clock_is_not_faster_than_asked(void **state)
{
    (void)state;
    int32_t millicelsius;
    assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_OK);
    /* Five bytes with their acknowledges are 45 clocks, of 100 ticks each. */
    assert_true(fake.ticks >= 4500);
    assert_true(fake.ticks < 6000);
}

static void the_nack_kinds_are_told_apart(void **state)
{
    (void)state;
    const uint8_t bytes[] = {1, 2, 3};
    const struct hal_i2c_message message = {bytes, NULL, sizeof(bytes)};
    sim.max_bytes = 2;
    assert_int_equal(hal_i2c_transfer(&i2c.bus, 0x48, &message, 1, 1000), HAL_ERR_NACK);
    assert_int_equal(hal_i2c_transfer(&i2c.bus, 0x49, &message, 1, 1000), HAL_ERR_ABSENT);
    assert_int_equal(wires_state.stops, 2);
}

static void a_clock_held_too_long_times_out_with_the_lines_released(void **state)
{
    (void)state;
    int32_t millicelsius = 77;
    wires_state.stretch = UINT32_MAX;
    assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_ERR_TIMEOUT);
    assert_int_equal(millicelsius, 77);
    assert_true(wires_state.scl_out && wires_state.sda_out);
    assert_true(fake.ticks >= 100000 && fake.ticks < 200000);
}

static void a_data_line_held_low_is_busy_until_recovered(void **state)
{
    (void)state;
    int32_t millicelsius;
    wires_state.hold_sda = 7;
    assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_ERR_BUSY);
    wires_state.hold_sda = 9;
    assert_int_equal(hal_i2c_recover(&i2c.bus), HAL_OK);
    assert_int_equal(tmp1xx_read(&sensor, &millicelsius), HAL_OK);
    wires_state.hold_sda = 100;
    assert_int_equal(hal_i2c_recover(&i2c.bus), HAL_ERR_BUSY);
    assert_int_equal(wires_state.hold_sda, 100 - 9);
    assert_true(wires_state.scl_out && wires_state.sda_out);
}

/* The part lets go after three clocks. In the stop that follows, the line is low again. */
static void a_bus_that_does_not_get_idle_is_not_recovered(void **state)
{
    (void)state;
    wires_state.hold_sda = 3;
    clocks = 0;
    intruder_at = 3 + 1;
    assert_int_equal(hal_i2c_recover(&i2c.bus), HAL_ERR_BUSY);
    assert_int_equal(clocks, intruder_at);
}

/* Transfers with an intruder at clock @p at. If arbitration is lost, nothing more may be sent. */
static int transfer_against(unsigned at, const struct hal_i2c_message *messages, size_t count)
{
    sim_i2c_reset(&wires);
    clocks = 0;
    intruder_at = at;
    const int status = hal_i2c_transfer(&i2c.bus, 0x48, messages, count, 10000);
    assert_true(wires_state.scl_out && wires_state.sda_out);
    if (status == HAL_ERR_BUSY) {
        assert_true(clocks == at || clocks == at + 1); /* the clock is released once more */
    }
    return status;
}

static void arbitration_lost_in_any_bit_is_busy(void **state)
{
    (void)state;
    const uint8_t bytes[] = {3, 0x5a, 0x81};
    const uint8_t sent[] = {0x48 << 1, bytes[0], bytes[1], bytes[2]};
    const struct hal_i2c_message message = {bytes, NULL, sizeof(bytes)};
    const unsigned stop = 9 * sizeof(sent) + 1;
    for (unsigned at = 1; at < stop; at++) {
        const unsigned bit = (at - 1) % 9;
        const bool is_one = bit < 8 && (sent[(at - 1) / 9] << bit & 0x80) != 0;
        assert_int_equal(transfer_against(at, &message, 1), is_one ? HAL_ERR_BUSY : HAL_OK);
        assert_int_equal(wires_state.stops, is_one ? 0 : 1);
    }
    assert_int_equal(transfer_against(stop, &message, 1), HAL_ERR_BUSY);
    assert_int_equal(transfer_against(stop + 1, &message, 1), HAL_OK);
}

/* Every bit of the address would do: those that are 0 must not be sent either. */
static void nothing_is_sent_on_a_bus_that_is_busy(void **state)
{
    (void)state;
    const struct hal_i2c_message message = {NULL, NULL, 0};
    for (uint8_t address = 0x08; address < 0x78; address++) {
        sim_i2c_reset(&wires);
        wires_state.hold_sda = 100;
        pulled_sda = false;
        assert_int_equal(hal_i2c_transfer(&i2c.bus, address, &message, 1, 10000), HAL_ERR_BUSY);
        assert_false(pulled_sda);
    }
}

static void arbitration_lost_in_a_repeated_start_is_busy(void **state)
{
    (void)state;
    const uint8_t reg = 1;
    uint8_t got[2];
    const struct hal_i2c_message messages[] = {{&reg, NULL, 1}, {NULL, got, sizeof(got)}};
    assert_int_equal(transfer_against(19, messages, 2), HAL_ERR_BUSY);
    assert_int_equal(wires_state.starts, 1);
    assert_int_equal(wires_state.stops, 0);
}

/* A controller that reads on while this one has read its last byte. */
static void arbitration_lost_in_the_last_acknowledge_is_busy(void **state)
{
    (void)state;
    uint8_t got[2];
    const struct hal_i2c_message message = {NULL, got, sizeof(got)};
    assert_int_equal(transfer_against(18, &message, 1), HAL_OK);
    assert_int_equal(transfer_against(27, &message, 1), HAL_ERR_BUSY);
    assert_int_equal(wires_state.stops, 0);
}

static void writes_reach_the_registers(void **state)
{
    (void)state;
    const uint8_t bytes[] = {3, 0x50, 0x10};
    const struct hal_i2c_message message = {bytes, NULL, sizeof(bytes)};
    assert_int_equal(hal_i2c_transfer(&i2c.bus, 0x48, &message, 1, 1000), HAL_OK);
    assert_int_equal(sim.registers[3], 0x5010);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_i2c_contract, set_up),
        cmocka_unit_test_setup(keeps_the_i2c_contract_with_a_stretched_clock, set_up),
        cmocka_unit_test_setup(reads_every_temperature_in_both_formats, set_up),
        cmocka_unit_test_setup(a_read_is_one_transaction_with_a_repeated_start, set_up),
        cmocka_unit_test_setup(the_clock_is_not_faster_than_asked, set_up),
        cmocka_unit_test_setup(the_nack_kinds_are_told_apart, set_up),
        cmocka_unit_test_setup(a_clock_held_too_long_times_out_with_the_lines_released, set_up),
        cmocka_unit_test_setup(a_data_line_held_low_is_busy_until_recovered, set_up),
        cmocka_unit_test_setup(a_bus_that_does_not_get_idle_is_not_recovered, set_up),
        cmocka_unit_test_setup(arbitration_lost_in_any_bit_is_busy, set_up),
        cmocka_unit_test_setup(nothing_is_sent_on_a_bus_that_is_busy, set_up),
        cmocka_unit_test_setup(arbitration_lost_in_a_repeated_start_is_busy, set_up),
        cmocka_unit_test_setup(arbitration_lost_in_the_last_acknowledge_is_busy, set_up),
        cmocka_unit_test_setup(writes_reach_the_registers, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
