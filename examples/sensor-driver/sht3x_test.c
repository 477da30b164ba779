/* SPDX-License-Identifier: MIT */
/*
 * Tests the driver with the modelled part. Time is a counter that advances at each read, so the
 * cases behave the same on the board and on the host.
 */
#include "sht3x.h"
#include "sht3x_model.h"

#include <rt/test.h>

static uint64_t count_up(const struct hal_timer *timer)
{
    static uint64_t ticks;
    (void)timer;
    return ticks++;
}

static const struct hal_timer_ops timer_ops = {.now = count_up};
static const struct hal_timer timer = {&timer_ops, 1000000};
static struct sht3x_model_state part;
static const struct sht3x_model model = {
    .bus = {&sht3x_model_ops},
    .timer = &timer,
    .address = SHT3X_ADDRESS_LOW,
    .state = &part,
};
static const struct sht3x sensor = {&model.bus, &timer, SHT3X_ADDRESS_LOW};

struct conversion {
    const char *label;
    uint16_t raw;
    int32_t millicelsius;
    uint32_t milli_percent_rh;
};

static const struct conversion conversions[] = {
    {"lowest", 0, -45000, 0},
    {"two_fifths", 0x6666, 25000, 40000},
    {"highest", 0xffff, 130000, 100000},
};

RT_TEST_TABLE(raw_values_are_converted, conversions)
{
    struct sht3x_reading reading;
    part = (struct sht3x_model_state){.temperature = row->raw, .humidity = row->raw};
    RT_REQUIRE_EQ(sht3x_read(&sensor, &reading), HAL_OK);
    RT_EXPECT_EQ(reading.millicelsius, row->millicelsius);
    RT_EXPECT_EQ(reading.milli_percent_rh, row->milli_percent_rh);
}

RT_TEST(temperature_and_humidity_are_not_mixed_up)
{
    struct sht3x_reading reading;
    part = (struct sht3x_model_state){.temperature = 0xffff, .humidity = 0};
    RT_REQUIRE_EQ(sht3x_read(&sensor, &reading), HAL_OK);
    RT_EXPECT_EQ(reading.millicelsius, 130000);
    RT_EXPECT_EQ(reading.milli_percent_rh, 0);
}

RT_TEST(the_checksum_is_that_of_the_data_sheet)
{
    static const uint8_t example[] = {0xbe, 0xef};
    RT_EXPECT_EQ(sht3x_checksum(example, sizeof(example)), 0x92);
}

RT_TEST(each_flipped_bit_of_an_answer_is_found)
{
    for (unsigned bit = 0; bit < 48; bit++) {
        struct sht3x_reading reading = {1, 2};
        part = (struct sht3x_model_state){.temperature = 0x1234, .humidity = 0x5678};
        part.flipped[bit / 8] = (uint8_t)(1U << bit % 8);
        RT_EXPECT_EQ(sht3x_read(&sensor, &reading), HAL_ERR_CORRUPT);
        RT_EXPECT_EQ(reading.millicelsius, 1);
        RT_EXPECT_EQ(reading.milli_percent_rh, 2);
    }
}

RT_TEST(a_part_that_does_not_answer_is_reported)
{
    static const struct sht3x elsewhere = {&model.bus, &timer, SHT3X_ADDRESS_HIGH};
    struct sht3x_reading reading = {1, 2};
    part = (struct sht3x_model_state){0};
    RT_EXPECT_EQ(sht3x_read(&elsewhere, &reading), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(part.transfers, 1);
    RT_EXPECT_EQ(reading.millicelsius, 1);
}
