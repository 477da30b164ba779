/* SPDX-License-Identifier: MIT */
/*
 * times(), which the C library's clock() calls: the time since reset, as if the program had used
 * the processor all the time.
 */
#include <hal/divide.h>
#include <rt/time.h>

#include <sys/times.h>
#include <time.h>

enum {
    US_PER_S = 1000000
};

clock_t times(struct tms *times)
{
    const clock_t now = (clock_t)hal_divide(rt_uptime_us(), US_PER_S / CLOCKS_PER_SEC);

    *times = (struct tms){.tms_utime = now};
    return now;
}
