/* SPDX-License-Identifier: MIT */
/*
 * The C library's printf in firmware: widths, 64-bit values, both XLENs. Every verdict already
 * shows that the bytes arrive.
 */
#include <rt/console.h>
#include <rt/format.h>
#include <rt/test.h>

#include <limits.h>
#include <stdint.h>
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

/* The seeds of a linear congruential generator, one a specification. */
static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (uint32_t)((uint64_t)(*seed >> 8) * below >> 24);
}

static const char *draw_text(uint32_t *seed, const char *const texts[], uint32_t count)
{
    return texts[draw(seed, count)];
}

/* Writes a specification that both know into @p format. Returns the size of its argument. */
static size_t draw_format(uint32_t *seed, char *format)
{
    static const char *const flags[] = {"", "", "-", "0", "+", "#", "-0", "+0", "#0", "-#+0"};
    static const char *const widths[] = {"", "", "1", "7", "12", "33", "*"};
    static const char *const precisions[] = {"", "", "", ".", ".0", ".3", ".24", ".*"};
    static const char *const kinds[] = {"d", "i", "u", "x", "X"};
    static const char *const sizes[] = {"", "hh", "h", "l", "ll", "j", "z", "t"};
    static const size_t bytes[] = {4, 4, 4, sizeof(long), 8, 8, sizeof(size_t), sizeof(size_t)};
    const uint32_t size = draw(seed, 8);

    strcpy(format, "[%");
    strcat(format, draw_text(seed, flags, 10));
    strcat(format, draw_text(seed, widths, 7));
    strcat(format, draw_text(seed, precisions, 8));
    strcat(format, sizes[size]);
    strcat(format, draw_text(seed, kinds, 5));
    strcat(format, "|%d]");
    return bytes[size];
}

static uint64_t draw_value(uint32_t *seed)
{
    const uint64_t value = (uint64_t)draw(seed, 1U << 24) << 40 |
                           (uint64_t)draw(seed, 1U << 24) << 20 | draw(seed, 1U << 20);

    return draw(seed, 8) == 0 ? 0 : value >> draw(seed, 64);
}

/* Formats by both, with a * or two before the value. The last argument shows that the right number
 * of them was taken. */
static bool both_agree(const char *format, unsigned stars, const int *star, size_t bytes,
                       uint64_t value)
{
    const char *(*volatile ours)(const char *format, ...) = formatted;
    int (*volatile theirs)(char *out, size_t size, const char *format, ...) = snprintf;
    static char expected[128];

#define BOTH(...) theirs(expected, sizeof(expected), format, __VA_ARGS__), ours(format, __VA_ARGS__)
#define EACH(value)                                  \
    (void)(stars == 0   ? (BOTH(value, 77))          \
           : stars == 1 ? (BOTH(star[0], value, 77)) \
                        : (BOTH(star[0], star[1], value, 77)))
    if (bytes == 8) {
        EACH(value);
    } else {
        EACH((uint32_t)value);
    }
    if (strcmp(text, expected) != 0) {
        printf("%s of %llx, stars %d %d: %s, but printf: %s\n", format, (unsigned long long)value,
               star[0], star[1], text, expected);
        return false;
    }
    return true;
}

RT_TEST(the_panic_formatter_agrees_with_printf_on_random_specifications)
{
    uint32_t seed = 1;

    for (unsigned i = 0; i < 20000; i++) {
        char format[32];
        const size_t bytes = draw_format(&seed, format);
        const int star[2] = {(int)draw(&seed, 40) - 20, (int)draw(&seed, 30) - 5};
        unsigned stars = 0;
        for (const char *at = format; *at != '\0'; at++) {
            stars += *at == '*';
        }
        if (!both_agree(format, stars, star, bytes, draw_value(&seed))) {
            RT_EXPECT(false);
            break;
        }
    }
}

RT_TEST(the_panic_formatter_prints_strings_by_precision)
{
    const char open[4] = {'a', 'b', 'c', 'd'}; /* Has no NUL. */

    RT_EXPECT_STR_EQ(formatted("[%.2s][%5.1s][%-4.*s]", "abc", "abc", 3, "abcde"),
                     "[ab][    a][abc ]");
    RT_EXPECT_STR_EQ(formatted("[%.4s][%.*s]", open, 4, open), "[abcd][abcd]");
    RT_EXPECT_STR_EQ(formatted("[%5c][%-3c][%3c]", 'x', 'y', 'z'), "[    x][y  ][  z]");
    RT_EXPECT_STR_EQ(formatted("%p", (void *)0),
                     sizeof(void *) == 8 ? "0x0000000000000000" : "0x00000000");
    RT_EXPECT_STR_EQ(
        formatted("sensor %02X state %hu code %d, %.2s", 0xabU, (unsigned short)5, 7, "ok"),
        "sensor AB state 5 code 7, ok");
}

RT_TEST(the_panic_formatter_survives_what_it_does_not_know)
{
    /* Called through a variable, because the compiler rejects these formats. */
    const char *(*volatile unchecked)(const char *format, ...) = formatted;
    const char *volatile none = NULL;

    RT_EXPECT_STR_EQ(unchecked("%d %5q %d", 1, 2, 3), "1 %5q %d");
    RT_EXPECT_STR_EQ(unchecked("%d %f", 1, 2.0), "1 %f");
    RT_EXPECT_STR_EQ(unchecked("%d %", 0), "0 %");
    RT_EXPECT_STR_EQ(unchecked("%-8.3"), "%-8.3");
    RT_EXPECT_STR_EQ(formatted("%s", none), "(null)");
}

RT_TEST(long_lines_and_unfinished_ones_are_sent)
{
    for (int i = 0; i < 300; i++) {
        RT_EXPECT_EQ(putchar('a' + i % 26), 'a' + i % 26);
    }
    RT_EXPECT_EQ(fflush(stdout), 0);
    RT_EXPECT_GT(fprintf(stderr, "%s\n", "to stderr"), 0);
}
