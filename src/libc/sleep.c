/* SPDX-License-Identifier: MIT */
/* The POSIX functions that sleep: rt_sleep_us. No signal ends them early. */
#include <rt/time.h>

#include <errno.h>
#include <time.h>
#include <unistd.h>

enum {
    NS_PER_S = 1000000000,
    NS_PER_US = 1000,
    US_PER_S = 1000000,
};

/* The header declares it only to POSIX programs. */
int usleep(useconds_t us);

int usleep(useconds_t us)
{
    rt_sleep_us(us);
    return 0;
}

unsigned sleep(unsigned seconds)
{
    rt_sleep_us((uint64_t)seconds * US_PER_S);
    return 0;
}

int nanosleep(const struct timespec *time, struct timespec *rest)
{
    if (time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= NS_PER_S) {
        errno = EINVAL;
        return -1;
    }
    rt_sleep_us((uint64_t)time->tv_sec * US_PER_S +
                (uint64_t)(time->tv_nsec + NS_PER_US - 1) / NS_PER_US);
    if (rest != NULL) {
        *rest = (struct timespec){0};
    }
    return 0;
}
