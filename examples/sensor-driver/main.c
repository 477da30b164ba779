/* SPDX-License-Identifier: MIT */
/*
 * Reads the sensor three times. The bus is modelled because no QEMU machine has the part. On a
 * board with the part, replace bus by the board's I2C bus.
 */
#include "sht3x.h"
#include "sht3x_model.h"

#include <rt/board.h>

#include <inttypes.h>
#include <stdio.h>

enum {
    READINGS = 3,
    PART_START = 0x6666, /* 25 degrees, 40 percent */
    PART_STEP = 0x100,
};

int main(void)
{
    struct sht3x_model_state part = {.temperature = PART_START, .humidity = PART_START};
    const struct sht3x_model bus = {
        .bus = {&sht3x_model_ops},
        .timer = board_timer,
        .address = SHT3X_ADDRESS_LOW,
        .state = &part,
    };
    const struct sht3x sensor = {&bus.bus, board_timer, SHT3X_ADDRESS_LOW};
    for (int i = 0; i < READINGS; i++) {
        struct sht3x_reading reading;
        const int status = sht3x_read(&sensor, &reading);
        if (status < 0) {
            printf("no reading: %s\n", hal_status_name(status));
            return 1;
        }
        printf("%" PRId32 " mC, %" PRIu32 ".%03" PRIu32 " %% RH\n", reading.millicelsius,
               reading.milli_percent_rh / 1000, reading.milli_percent_rh % 1000);
        part.temperature += PART_STEP;
        part.humidity -= PART_STEP;
    }
    return 0;
}
