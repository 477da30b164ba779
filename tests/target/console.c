/* SPDX-License-Identifier: MIT */
/*
 * The C library's printf in firmware: widths, 64-bit values, both XLENs. Every verdict already
 * shows that the bytes arrive.
 */
#include <rt/console.h>
#include <rt/format.h>
#include <rt/test.h>

#include <limits.h>
#include <stdio.h>
#include <string.h>

static char text[128];

#define EXPECT_TEXT(expected, ...)             \
    snprintf(text, sizeof(text), __VA_ARGS__); \
    RT_EXPECT_STR_EQ((const char *)text, expected)

RT_TEST(printf_knows_field_widths)
{
    EXPECT_TEXT("[   42][42   ][00042]", "[%5d][%-5d][%05d]", 42, 42, 42);
    EXPECT_TEXT("[  ab][ab  ][a]", "[%4s][%-4s][%.1s]", "ab", "ab", "ab");
    EXPECT_TEXT("[ 0xff][0000ffff]", "[%#5x][%08x]", 0xffU, 0xffffU);
}

RT_TEST(printf_knows_64_bit_values)
{
    EXPECT_TEXT("-9223372036854775808", "%lld", LLONG_MIN);
    EXPECT_TEXT("18446744073709551615", "%llu", ULLONG_MAX);
    EXPECT_TEXT("123456789abcdef0", "%llx", 0x123456789abcdef0ULL);
}

static void put_to_text(void *context, char c)
{
    size_t *const length = context;

    if (*length + 1 < sizeof(text)) {
        text[(*length)++] = c;
        text[*length] = '\0';
    }
}

__attribute__((format(printf, 1, 2))) static const char *formatted(const char *format, ...)
{
    size_t length = 0;
    va_list arguments;

    text[0] = '\0';
    va_start(arguments, format);
    rt_format(put_to_text, &length, format, arguments);
    va_end(arguments);
    return text;
}

RT_TEST(the_panic_formatter_agrees_with_printf)
{
    RT_EXPECT_STR_EQ(formatted("[%5d][%-5d][%05d]", 42, 42, 42), "[   42][42   ][00042]");
    RT_EXPECT_STR_EQ(formatted("[%05d][%5d]", -42, -42), "[-0042][  -42]");
    RT_EXPECT_STR_EQ(formatted("[%4s][%-4s]", "ab", "ab"), "[  ab][ab  ]");
    RT_EXPECT_STR_EQ(formatted("%lld %d", LLONG_MIN, INT_MIN), "-9223372036854775808 -2147483648");
    RT_EXPECT_STR_EQ(formatted("%llu %zx", ULLONG_MAX, (size_t)0xabc), "18446744073709551615 abc");
    RT_EXPECT_STR_EQ(formatted("%c%c%%", 'a', 'b'), "ab%");
    RT_EXPECT_STR_EQ(formatted("%08x|%x", 0xffU, 0U), "000000ff|0");
    RT_EXPECT_STR_EQ(formatted("%p", (void *)0x1234),
                     sizeof(void *) == 8 ? "0x0000000000001234" : "0x00001234");
}

RT_TEST(the_panic_formatter_survives_what_it_does_not_know)
{
    /* Called through a variable, because the compiler rejects these formats. */
    const char *(*volatile unchecked)(const char *format, ...) = formatted;
    const char *volatile none = NULL;

    RT_EXPECT_STR_EQ(unchecked("%q %"), "q ");
    RT_EXPECT_STR_EQ(formatted("%s", none), "(null)");
    RT_EXPECT_STR_EQ(formatted("%040d", 7), "                  0000000000000000000007");
}

RT_TEST(long_lines_and_unfinished_ones_are_sent)
{
    for (int i = 0; i < 300; i++) {
        RT_EXPECT_EQ(putchar('a' + i % 26), 'a' + i % 26);
    }
    RT_EXPECT_EQ(fflush(stdout), 0);
    RT_EXPECT_GT(fprintf(stderr, "%s\n", "to stderr"), 0);
}
