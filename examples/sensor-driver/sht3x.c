/* SPDX-License-Identifier: MIT */
/*
 * SHT3x. A command starts a measurement. A read then returns two 16-bit words, each followed by its
 * checksum. The part does not acknowledge the read until the measurement is done.
 */
#include "sht3x.h"

#include <stdbool.h>

enum {
    COMMAND_MEASURE_HIGH = 0x2400, /* high repeatability, no clock stretching (section 4.3) */
    MEASUREMENT_NS_MAX = 15500000, /* of high repeatability, at any supply voltage (section 2.2) */
    TRANSFER_US_MAX = 10000,
    CHECKSUM_START = 0xff, /* section 4.12 */
    CHECKSUM_POLYNOMIAL = 0x31,
};

uint8_t sht3x_checksum(const uint8_t *data, size_t size)
{
    unsigned checksum = CHECKSUM_START;
    for (size_t i = 0; i < size; i++) {
        checksum ^= data[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            checksum = (checksum & 0x80) != 0 ? checksum << 1 ^ CHECKSUM_POLYNOMIAL : checksum << 1;
        }
    }
    return (uint8_t)checksum;
}

static int measure(const struct sht3x *sensor, uint8_t answer[6])
{
    static const uint8_t command[] = {COMMAND_MEASURE_HIGH >> 8, COMMAND_MEASURE_HIGH & 0xff};
    const int status =
        hal_i2c_write(sensor->bus, sensor->address, command, sizeof(command), TRANSFER_US_MAX);
    if (status < 0) {
        return status;
    }
    hal_timer_delay_ns(sensor->timer, MEASUREMENT_NS_MAX);
    return hal_i2c_read(sensor->bus, sensor->address, answer, 6, TRANSFER_US_MAX);
}

static bool is_intact(const uint8_t word[3])
{
    return sht3x_checksum(word, 2) == word[2];
}

/* Section 4.13 divides by 65535. 175000 / 65535 is reduced to 35000 / 13107, so that 32 bits are
 * enough. */
int sht3x_read(const struct sht3x *sensor, struct sht3x_reading *reading)
{
    uint8_t answer[6];
    const int status = measure(sensor, answer);
    if (status < 0) {
        return status;
    }
    if (!is_intact(answer) || !is_intact(answer + 3)) {
        return HAL_ERR_CORRUPT;
    }
    const uint32_t temperature = (uint32_t)answer[0] << 8 | answer[1];
    const uint32_t humidity = (uint32_t)answer[3] << 8 | answer[4];
    reading->millicelsius = (int32_t)(temperature * 35000 / 13107) - 45000;
    reading->milli_percent_rh = humidity * 20000 / 13107;
    return HAL_OK;
}
