/* SPDX-License-Identifier: MIT */
/*
 * The POSIX clocks. CLOCK_MONOTONIC is the time by board_timer. CLOCK_REALTIME, which
 * gettimeofday() and the C library's time() read, is the same plus what the program has set: at
 * first it counts from 1970.
 */
#include <hal/divide.h>
#include <rt/lock.h>
#include <rt/time.h>

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/time.h>
#include <time.h>

enum {
    US_PER_S = 1000000,
    NS_PER_US = 1000,
};

/* The header declares it only to programs that ask for more than POSIX. */
int settimeofday(const struct timeval *time, const struct timezone *zone);

/* From the uptime to the time of day, in microseconds. On RV32 it is read in two parts. */
static uint64_t offset;
static struct rt_lock lock;

static uint64_t now_us(void)
{
    uint64_t now = 0;

    RT_LOCKED(&lock)
    {
        now = offset + rt_uptime_us();
    }
    return now;
}

static void set_us(uint64_t seconds, uint64_t us)
{
    RT_LOCKED(&lock)
    {
        offset = seconds * US_PER_S + us - rt_uptime_us();
    }
}

static int fail(int error)
{
    errno = error;
    return -1;
}

int gettimeofday(struct timeval *time, void *zone)
{
    const uint64_t us = now_us();
    const uint64_t seconds = hal_divide(us, US_PER_S);

    (void)zone;
    *time = (struct timeval){
        .tv_sec = (time_t)seconds,
        .tv_usec = (suseconds_t)(us - seconds * US_PER_S),
    };
    return 0;
}

int settimeofday(const struct timeval *time, const struct timezone *zone)
{
    (void)zone;
    if (time->tv_sec < 0 || time->tv_usec < 0 || time->tv_usec >= US_PER_S) {
        return fail(EINVAL);
    }
    set_us((uint64_t)time->tv_sec, (uint64_t)time->tv_usec);
    return 0;
}

static bool is_known(clockid_t clock)
{
    return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC;
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    if (!is_known(clock)) {
        return fail(EINVAL);
    }
    const uint64_t us = clock == CLOCK_REALTIME ? now_us() : rt_uptime_us();
    const uint64_t seconds = hal_divide(us, US_PER_S);
    *time = (struct timespec){
        .tv_sec = (time_t)seconds,
        .tv_nsec = (long)(us - seconds * US_PER_S) * NS_PER_US,
    };
    return 0;
}

int clock_settime(clockid_t clock, const struct timespec *time)
{
    if (clock != CLOCK_REALTIME || time->tv_sec < 0 || time->tv_nsec < 0 ||
        time->tv_nsec >= US_PER_S * NS_PER_US) {
        return fail(EINVAL);
    }
    set_us((uint64_t)time->tv_sec, (uint64_t)(time->tv_nsec / NS_PER_US));
    return 0;
}

int clock_getres(clockid_t clock, struct timespec *resolution)
{
    if (!is_known(clock)) {
        return fail(EINVAL);
    }
    if (resolution != NULL) {
        *resolution = (struct timespec){.tv_nsec = NS_PER_US};
    }
    return 0;
}
