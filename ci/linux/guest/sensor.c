/* SPDX-License-Identifier: MIT */
/*
 * The sensor of examples/sbi: the firmware samples it once a second, and counts the samples and
 * their sum as events. Perf reads them by calls of the firmware.
 */
#include "linux.h"

enum {
    SAMPLES = 256,
    SUM = 257,
};

void check_sensor(int cpus)
{
    int samples = count_firmware(SAMPLES);
    int sum = count_firmware(SUM);

    (void)cpus;
    sleep_us(3200000);
    unsigned long seen = read_count(samples);
    unsigned long total = read_count(sum);
    print("samples in 3.2 seconds:", (long)seen);
    if (seen < 2 || seen > 4) {
        fail("not one sample a second:", (long)seen);
    }
    print("thousandths of a degree on average:", (long)(total / seen));
    if (total / seen < 20000 || total / seen > 24000) {
        fail("no such temperature:", (long)(total / seen));
    }
}
