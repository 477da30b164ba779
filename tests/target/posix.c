/* SPDX-License-Identifier: MIT */
/* What other people's code calls of POSIX and of the C library beyond memory, strings and stdio. */
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/test.h>
#include <rt/time.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

enum {
    LATER = 1700000000,
    MS = 5,
};

int settimeofday(const struct timeval *time, const struct timezone *zone);
int usleep(useconds_t us);
int kill(pid_t process, int signal);

RT_TEST(time_counts_from_1970_until_it_is_set)
{
    const struct timeval set = {.tv_sec = LATER, .tv_usec = 999999};
    struct timeval now;

    RT_EXPECT(time(NULL) < 3600);
    RT_EXPECT_EQ(settimeofday(&set, NULL), 0);
    RT_EXPECT_EQ(gettimeofday(&now, NULL), 0);
    RT_EXPECT(now.tv_sec == LATER || now.tv_sec == LATER + 1);
    RT_EXPECT(now.tv_usec >= 0 && now.tv_usec < 1000000);
    rt_delay_us(10);
    const time_t seconds = time(NULL);
    RT_EXPECT(seconds >= LATER + 1 && seconds < LATER + 10);
}

RT_TEST(a_time_that_is_none_is_refused)
{
    const struct timeval wrong = {.tv_usec = 1000000};
    const struct timeval before = {.tv_sec = -1};
    const struct timespec wrong_ns = {.tv_nsec = 1000000000};
    struct timespec time;

    RT_EXPECT(settimeofday(&wrong, NULL) == -1 && errno == EINVAL);
    RT_EXPECT(settimeofday(&before, NULL) == -1);
    RT_EXPECT(clock_settime(CLOCK_REALTIME, &wrong_ns) == -1);
    RT_EXPECT(clock_settime(CLOCK_MONOTONIC, &(struct timespec){0}) == -1);
    RT_EXPECT(clock_gettime((clockid_t)99, &time) == -1);
    RT_EXPECT(clock_getres((clockid_t)99, &time) == -1);
    RT_EXPECT(nanosleep(&wrong_ns, NULL) == -1);
    RT_REQUIRE(clock_gettime(CLOCK_REALTIME, &time) == 0);
    RT_EXPECT(time.tv_sec < LATER);
}

RT_TEST(the_monotonic_clock_is_not_set)
{
    const struct timespec set = {.tv_sec = LATER, .tv_nsec = 500};
    struct timespec before, after, real;

    RT_EXPECT_EQ(clock_gettime(CLOCK_MONOTONIC, &before), 0);
    RT_EXPECT_EQ(clock_settime(CLOCK_REALTIME, &set), 0);
    rt_delay_us(1000);
    RT_EXPECT_EQ(clock_gettime(CLOCK_MONOTONIC, &after), 0);
    RT_EXPECT_EQ(clock_gettime(CLOCK_REALTIME, &real), 0);
    const long long ns =
        (after.tv_sec - before.tv_sec) * 1000000000LL + (after.tv_nsec - before.tv_nsec);
    RT_EXPECT(ns >= 999000);
    RT_EXPECT(after.tv_sec < 3600 && real.tv_sec >= LATER);
    RT_EXPECT_EQ(clock_getres(CLOCK_MONOTONIC, &after), 0);
    RT_EXPECT_EQ(clock_getres(CLOCK_MONOTONIC, NULL), 0);
    RT_EXPECT_EQ(after.tv_nsec, 1000);
}

RT_TEST(clock_counts_in_its_own_unit)
{
    struct tms times_of_process;
    const clock_t before = clock();

    rt_delay_us(MS * 1000);
    const clock_t after = clock();
    RT_EXPECT(after - before >= MS * CLOCKS_PER_SEC / 1000 - 1);
    RT_EXPECT(times(&times_of_process) >= after);
    RT_EXPECT(times_of_process.tms_utime >= after);
}

static uint64_t elapsed_us(uint64_t since)
{
    return rt_uptime_us() - since;
}

RT_TEST(sleeps_are_not_too_short)
{
    struct timespec time = {.tv_nsec = MS * 1000000 + 1};
    uint64_t start;

    rt_interrupts_on();
    start = rt_uptime_us();
    RT_EXPECT_EQ(usleep(MS * 1000), 0);
    RT_EXPECT(elapsed_us(start) >= MS * 1000);
    start = rt_uptime_us();
    RT_EXPECT_EQ(nanosleep(&time, &time), 0);
    RT_EXPECT(elapsed_us(start) >= MS * 1000 + 1);
    RT_EXPECT_EQ(time.tv_nsec, 0);
    RT_EXPECT_EQ(sleep(0), 0);
}

static volatile sig_atomic_t caught;

static void catch (int signal)
{
    caught = signal;
}

RT_TEST(a_signal_calls_its_handler)
{
    RT_EXPECT(signal(SIGTERM, catch) != SIG_ERR);
    RT_EXPECT_EQ(raise(SIGTERM), 0);
    RT_EXPECT_EQ(caught, SIGTERM);
    RT_EXPECT(signal(SIGTERM, catch) == SIG_DFL);
    RT_EXPECT_EQ(kill(getpid(), SIGTERM), 0);
    RT_EXPECT(signal(SIGTERM, SIG_IGN) == SIG_DFL);
    RT_EXPECT_EQ(raise(SIGTERM), 0);
    RT_EXPECT(signal(SIGTERM, SIG_DFL) == SIG_IGN);
    errno = 0;
    RT_EXPECT(signal(0, catch) == SIG_ERR && errno == EINVAL);
    RT_EXPECT(signal(32, catch) == SIG_ERR);
    errno = 0;
    RT_EXPECT(raise(32) == -1 && errno == EINVAL);
    RT_EXPECT(raise(-1) == -1);
    RT_EXPECT(kill(getpid() + 1, SIGTERM) == -1 && errno == ESRCH);
}

RT_TEST_PANICS(a_signal_without_a_handler_panics, "was raised and has no handler")
{
    (void)raise(SIGTERM);
}

RT_TEST_PANICS(kill_panics, "signal 9 was raised and has no handler")
{
    (void)kill(getpid(), 9);
}

RT_TEST(descriptors_are_the_console)
{
    struct stat status;

    printf("first");
    RT_EXPECT_EQ(write(1, " second\n", 8), 8);
    RT_EXPECT_EQ(write(2, "third\n", 6), 6);
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        RT_EXPECT_EQ(isatty(descriptor), 1);
        RT_EXPECT_EQ(close(descriptor), 0);
        RT_EXPECT(lseek(descriptor, 0, SEEK_SET) == -1 && errno == ESPIPE);
        RT_EXPECT_EQ(fstat(descriptor, &status), 0);
        RT_EXPECT(S_ISCHR(status.st_mode));
    }
}

RT_TEST(other_descriptors_are_refused)
{
    static const int wrong[] = {-1, 3, 100};
    struct stat status;
    char byte;

    for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        errno = 0;
        RT_EXPECT(write(wrong[i], "x", 1) == -1 && errno == EBADF);
        RT_EXPECT(read(wrong[i], &byte, 1) == -1);
        RT_EXPECT(close(wrong[i]) == -1);
        RT_EXPECT(lseek(wrong[i], 0, SEEK_SET) == -1 && errno == EBADF);
        RT_EXPECT(isatty(wrong[i]) == 0);
        RT_EXPECT(fstat(wrong[i], &status) == -1);
    }
}
