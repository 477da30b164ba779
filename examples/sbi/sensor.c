/* SPDX-License-Identifier: MIT */
/*
 * The same, with a task of its own beneath the operating system: it reads a temperature sensor once
 * a second, whatever the operating system does.
 *
 * The operating system gets the samples by calls of the firmware. An extension of its own returns
 * the last one, for a driver. And two events of the performance counters are the number of samples
 * and their sum, so that a program of Linux reads them by perf_event_open.
 */
#include "next.h"

#include <bitbang_i2c.h>
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/lock.h>
#include <rt/panic.h>
#include <rt/time.h>
#include <sbi/call.h>
#include <sbi/pmu.h>
#include <sim_tmp1xx.h>
#include <tmp1xx.h>

enum {
    ADDRESS = 0x48,
    BUS_HZ = 400000,
    COLDEST = 20 * 16, /* Sixteenths of a degree. */
    STEPS = 64,
    SENSOR = 0x09000000, /* The first number that is free for vendors. */
    EVENT_SAMPLES = SBI_PMU_EVENT_FIRST,
    EVENT_SUM,
};

/* The boards have no sensor. A simulated one on simulated wires gets a little warmer each second.
 */
static struct sim_tmp1xx chip;
static struct sim_i2c_state wires_state;
static const struct sim_i2c_part part = {
    ADDRESS, sim_tmp1xx_start, sim_tmp1xx_write, sim_tmp1xx_read, &chip,
};
static const struct sim_i2c wires = {{&sim_i2c_gpio_ops}, &part, &wires_state};
static struct bitbang_i2c bus = {
    .bus = {&bitbang_i2c_ops},
    .scl = {&wires.gpio, SIM_I2C_SCL},
    .sda = {&wires.gpio, SIM_I2C_SDA},
    .hz = BUS_HZ,
};
static const struct tmp1xx sensor = {&bus.bus, ADDRESS};

/* The last sample, which the boot hart takes and any hart reads. */
static struct rt_lock lock;
static unsigned samples;
static int32_t millicelsius;
static uint64_t sum;

static void sample(void *unused)
{
    int32_t read;

    (void)unused;
    sim_tmp1xx_set(&chip, COLDEST + (int32_t)(samples % STEPS), false);
    if (tmp1xx_read(&sensor, &read) == HAL_OK) {
        RT_LOCKED(&lock)
        {
            millicelsius = read;
            sum += (uint64_t)read;
            samples++;
        }
    }
}

/* Function 0 of our extension. Its value is in thousandths of a degree. */
static struct sbi_result read_sensor(const struct sbi_call *call)
{
    struct sbi_result result = {SBI_ERR_NOT_SUPPORTED, 0};

    if (call->function == 0) {
        RT_LOCKED(&lock)
        {
            result = samples != 0 ? (struct sbi_result){SBI_OK, millicelsius}
                                  : (struct sbi_result){SBI_ERR_INVALID_STATE, 0};
        }
    }
    return result;
}

static uint64_t read_samples(void)
{
    uint64_t value = 0;

    RT_LOCKED(&lock)
    {
        value = samples;
    }
    return value;
}

static uint64_t read_sum(void)
{
    uint64_t value = 0;

    RT_LOCKED(&lock)
    {
        value = sum;
    }
    return value;
}

static const struct sbi_pmu_event samples_event = {EVENT_SAMPLES, read_samples};
static const struct sbi_pmu_event sum_event = {EVENT_SUM, read_sum};

SBI_PMU_EVENTS(&samples_event, &sum_event)

static const struct sbi_extension sensor_calls = SBI_EXTENSION(SENSOR, read_sensor);

SBI_EXTENSIONS(SBI_STANDARD_BY_ALARM, &sensor_calls)

int main(void)
{
    static struct rt_alarm alarm = {.function = sample};

    bus.timer = board_timer;
    sim_i2c_reset(&wires);
    if (bitbang_i2c_init(&bus) < 0) {
        rt_panic("there is no bus");
    }
    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start_periodic(&alarm, hal_timer_now(board_timer), rt_ticks_from_ms(1000));
    start_next();
}
