/* SPDX-License-Identifier: MIT */
/*
 * Undefined behaviour, compiled with -fsanitize=undefined: the report has the finding's kind, its
 * values, file and line.
 */
#include "../out_of_line.h"
#include "faults.h"

#include <rt/test.h>

#include <limits.h>
#include <stdbool.h>

static volatile int sink;

static int hidden(int value)
{
    return (int)hide((uintptr_t)value);
}

RT_TEST_PANICS(addition_overflows, "undefined behaviour: 2147483647 + 1 in type 'int'")
{
    sink = hidden(INT_MAX) + hidden(1);
}

RT_TEST_PANICS(finding_says_where, "faults_ubsan.c:28:")
{
    sink = hidden(INT_MAX) + hidden(2);
}

RT_TEST_PANICS(subtraction_overflows, "undefined behaviour: -2147483648 - 5 in type 'int'")
{
    sink = hidden(INT_MIN) - hidden(5);
}

RT_TEST_PANICS(multiplication_overflows, "undefined behaviour: 65536 * 65536 in type 'int'")
{
    sink = hidden(65536) * hidden(65536);
}

static volatile long long wide = LLONG_MAX;

RT_TEST_PANICS(wide_addition_overflows, "7 + 9223372036854775807 in type 'long long")
{
    wide = hidden(7) + wide;
}

#ifdef __SIZEOF_INT128__
static volatile __int128 widest = (__int128)LLONG_MAX << 64;

RT_TEST_PANICS(an_addition_of_128_bits_overflows, "(low half) 0 + (low half) 0 in type '__int128'")
{
    widest = widest + widest;
}
#endif

RT_TEST_PANICS(division_by_zero, "undefined behaviour: 9 / 0 in type 'int'")
{
    sink = hidden(9) / hidden(0);
}

RT_TEST_PANICS(negation_overflows, "negation overflows: -2147483648 of type 'int'")
{
    sink = -hidden(INT_MIN);
}

RT_TEST_PANICS(shift_too_far, "undefined behaviour: 1 shifted by 40 in type 'int'")
{
    sink = hidden(1) << hidden(40);
}

RT_TEST_PANICS(shift_by_a_negative_count, "undefined behaviour: 1 shifted by -1 in type 'int'")
{
    sink = hidden(1) >> hidden(-1);
}

RT_TEST_PANICS(index_out_of_bounds, "index out of bounds: 7 of type 'int'")
{
    volatile int array[4] = {0};

    sink = array[hidden(7)];
}

RT_TEST_PANICS(null_pointer_used, "null pointer used: 0x")
{
    sink = *(int *)hide(0);
}

RT_TEST_PANICS(misaligned_pointer_used, "misaligned pointer used: 0x")
{
    static int words[2];

    sink = *(int *)hide((uintptr_t)words + 1);
}

RT_TEST_PANICS(half_aligned_pointer_used, "misaligned pointer used: 0x")
{
    static int words[2];

    sink = *(int *)hide((uintptr_t)words + 2);
}

RT_TEST_PANICS(unreachable_reached, "unreachable code was reached")
{
    if (hidden(1) == 1) {
        __builtin_unreachable();
    }
}

RT_TEST_PANICS(boolean_of_two, "invalid value loaded: 2 of type")
{
    static volatile unsigned char byte = 2;

    sink = *(volatile bool *)hide((uintptr_t)&byte);
}

RT_TEST_PANICS(array_of_negative_size, "array size not positive: -3 of type 'int'")
{
#pragma GCC diagnostic ignored "-Wvla"
    volatile char array[hidden(-3)];

    array[0] = 1;
    sink = array[0];
}

RT_TEST_PANICS(pointer_arithmetic_overflows, "undefined behaviour: pointer 0x")
{
    volatile char *const pointer = (char *)hide(8);

    sink = (int)(uintptr_t)(pointer + (intptr_t)hide((uintptr_t)-16));
}

OUT_OF_LINE __attribute__((nonnull)) static void wants_pointer(const int *pointer)
{
    sink = (int)(uintptr_t)pointer;
}

RT_TEST_PANICS(null_for_a_nonnull_argument, "null passed as nonnull argument")
{
    wants_pointer((const int *)hide(0));
}

OUT_OF_LINE __attribute__((returns_nonnull)) static int *gives_pointer(void)
{
    return (int *)hide(0);
}

RT_TEST_PANICS(null_from_a_nonnull_function, "null returned as nonnull")
{
    sink = (int)(uintptr_t)gives_pointer();
}

#ifdef __clang__
/* GCC's firmware with such a pointer does not link. */
static void returns_all_the_same(void)
{
    sink = 0;
}

typedef __attribute__((noreturn)) void never_returns(void);
static never_returns *volatile pointer = (never_returns *)returns_all_the_same;

RT_TEST_PANICS(noreturn_function_returns, "unreachable code was reached")
{
    pointer();
}
#endif
