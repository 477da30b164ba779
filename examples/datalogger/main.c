/* SPDX-License-Identifier: MIT */
/*
 * A data logger. Stores readings with their times in flash and finds them after a reset. Each start
 * adds ten.
 */
#include "log.h"
#include "place.h"
#include "sensor.h"

#include <inttypes.h>
#include <rt/time.h>
#include <stdio.h>

enum {
    READINGS = 10,
    PAUSE_US = 10000,
};

static int add_reading(struct log *log)
{
    int32_t millicelsius;
    const int status = sensor_read(&millicelsius);
    return status < 0 ? status : log_append(log, place_seconds(), millicelsius);
}

int main(void)
{
    struct log log = {.block = place_block, .offset = 0, .size = place_size};
    int status = log_open(&log);
    if (status >= 0) {
        status = sensor_init();
    }
    if (status < 0) {
        printf("no storage or no sensor: %s\n", hal_status_name(status));
        return 1;
    }
    if (log.last.number == 0) {
        printf("the log is empty\n");
    } else {
        printf("the log ends with number %" PRIu32 ", taken at %" PRIu32 " s: %" PRId32 " mC\n",
               log.last.number, log.last.seconds, log.last.value);
    }
    for (int i = 0; i < READINGS && status == HAL_OK; i++) {
        rt_delay_us(PAUSE_US);
        status = add_reading(&log);
    }
    printf("now it ends with number %" PRIu32 "\n", log.last.number);
    return status < 0;
}
