/* SPDX-License-Identifier: MIT */
/*
 * A call with each kind of argument, for C and C++.
 */
#include <rt/log.h>

#include <stdint.h>
#include <string.h>

static volatile int five = 5;

static __attribute__((noinline)) void log_numbers(void)
{
    const short small = -7;
    const unsigned char byte = 200;

    RT_LOG_ERROR("no arguments");
    RT_LOG_WARN("int %d %i %u %x %X %o", -five, five, 4000000000U, 0xbeef, 0xbeef, 8);
    RT_LOG_INFO("sizes %hd %hhu %ld %lld %zu", small, byte, -1L, -123456789012345LL, sizeof(int));
    RT_LOG_INFO("wide [%5d] [%-5d] [%05d] [%*d] [%.3d]", 42, 42, 42, 6, 42, 7);
    RT_LOG_INFO("eight %d %d %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6, 7, 8);
    RT_LOG_INFO("eight large %llx %llx %llx %llx %llx %llx %llx %llx", 1ULL << 60, 2ULL << 60,
                3ULL << 60, 4ULL << 60, 5ULL << 60, 6ULL << 60, 7ULL << 60, 8ULL << 60);
    RT_LOG_INFO("%d%% of %c and true %d", 100, 'x', five == 5);
    RT_LOG_INFO("pointer %p [%8p] [%-8p]", (void *)0x1234, (void *)0x12, (void *)0x34);
    RT_LOG_INFO("too wide [%*d]", 0x7fffffff, 1);
}

static __attribute__((noinline)) void log_floats(void)
{
    const float single = 2.5F;

    RT_LOG_INFO("floats %f %.2f %g", 1.5, (double)single, -0.25);
    RT_LOG_INFO("float %.1f and %d", single, five);
}

static __attribute__((noinline)) void log_strings(void)
{
    char text[100];
    char *const none = NULL;

    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    RT_LOG_INFO("cut [%s]", text);
    text[64] = '\0';
    RT_LOG_INFO("whole [%s]", text);
    /* The last string is cut, so that the numbers fit. */
    RT_LOG_INFO("crowded [%s] [%s] [%s] %llx %.1f", text, text, text, 1ULL << 60, 2.5);
    strcpy(text, "from RAM");
    RT_LOG_INFO("%d strings: %s, %s and %s", 3, text, "constant", none);
    /* Not terminated: no more than the precision may be read. */
    RT_LOG_INFO("limited [%.*s] [%.3s] [%s]", 4, text, text, text);
    RT_LOG_BYTES(INFO, "100 % of", text, 9);
    text[0] = '\n';
    RT_LOG_INFO("newline [%s]\n", text);
}

static inline void log_inline(int value)
{
    RT_LOG_INFO("inline %d", value);
}

static void log_levels(void)
{
    RT_LOG_DEBUG("debug %d", five++);
    RT_LOG_TRACE("trace %d", five++);
    RT_LOG_INFO("still %d", five);
}

static void log_all(void)
{
    log_numbers();
    log_floats();
    log_strings();
    log_inline(1);
    log_inline(2);
    log_levels();
}
