/* SPDX-License-Identifier: MIT */
/*
 * checks NAME CPUS: one check of the firmware beneath Linux, seen from user mode. The status is 0
 * if it passed. Else the last line has the reason.
 */
#include "linux.h"

static void add_number(char *text, size_t *length, long number)
{
    unsigned long rest = number < 0 ? -(unsigned long)number : (unsigned long)number;
    char digits[24];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (number < 0) {
        digits[count++] = '-';
    }
    while (count > 0) {
        text[(*length)++] = digits[--count];
    }
}

void print(const char *text, long number)
{
    char line[160];
    size_t length = 0;
    while (*text != '\0' && length < 120) {
        line[length++] = *text++;
    }
    line[length++] = ' ';
    add_number(line, &length, number);
    line[length++] = '\n';
    (void)CALL3(SYS_write, 1, line, length);
}

_Noreturn void fail(const char *text, long number)
{
    print(text, number);
    for (;;) {
        (void)CALL1(94, 1); /* exit_group */
    }
}

void move_to(int cpu)
{
    unsigned long mask = 1UL << cpu;
    unsigned actual = ~0U;
    long error = CALL3(SYS_sched_setaffinity, 0, sizeof(mask), &mask);
    if (error < 0) {
        fail("sched_setaffinity failed with", error);
    }
    (void)CALL3(SYS_getcpu, &actual, NULL, NULL);
    if (actual != (unsigned)cpu) {
        print("wanted hart", cpu);
        fail("but runs on hart", actual);
    }
}

long now_us(void)
{
    long time[2];
    long error = CALL2(SYS_clock_gettime, 1, time);
    if (error < 0) {
        fail("clock_gettime failed with", error);
    }
    return time[0] * 1000000 + time[1] / 1000;
}

long sleep_us(long microseconds)
{
    long before = now_us();
    long time[2] = {microseconds / 1000000, microseconds % 1000000 * 1000};
    long error = CALL2(SYS_nanosleep, time, NULL);
    if (error < 0) {
        fail("nanosleep failed with", error);
    }
    return now_us() - before;
}

static bool is_same(const char *left, const char *right)
{
    while (*left != '\0' && *left == *right) {
        left++;
        right++;
    }
    return *left == *right;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*function)(int cpus);
    } checks[] = {
        {"clock", check_clock},     {"counters", check_counters}, {"perf", check_perf},
        {"fences", check_fences},   {"code", check_code},         {"protection", check_protection},
        {"hotplug", check_hotplug}, {"sensor", check_sensor},
    };
    if (argc != 3) {
        fail("usage: checks NAME CPUS; arguments given:", argc - 1);
    }
    int cpus = argv[2][0] - '0';
    if (cpus < 1 || cpus > CPUS || argv[2][1] != '\0') {
        fail("the number of harts must be 1 to", CPUS);
    }
    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        if (is_same(argv[1], checks[i].name)) {
            checks[i].function(cpus);
            return 0;
        }
    }
    fail("there is no such check; known are", sizeof(checks) / sizeof(checks[0]));
}
