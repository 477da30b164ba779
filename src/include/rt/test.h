/* SPDX-License-Identifier: MIT */
/** @file
 * Test cases for firmware, and for portable code on the host.
 *
 *     RT_TEST(heap_returns_null_when_exhausted)
 *     {
 *         RT_EXPECT_EQ(rt_heap_alloc(&heap, 1 << 30), NULL);
 *     }
 *
 * A test needs a file of cases and rivet_add_test(<name> SOURCES <file>). tools/rivet-run finds
 * the cases in the ELF file; each becomes a CTest test with its own boot. Started without a runner,
 * the firmware runs all its cases in order.
 *
 * A failed check is reported. Then the case continues (RT_EXPECT...) or ends (RT_REQUIRE...).
 * Nothing here may be called from a handler. RT_EXPECT... may be used on any hart; macros that end
 * the case only on the hart that runs it.
 */
#ifndef RT_TEST_H
#define RT_TEST_H

#include <assert.h>
#include <rt/detail/test.h>
#include <stddef.h>

/** Defines a case. Its name is a sentence: `RT_TEST(a_deadline_in_the_past_fires_once) { ... }`. */
#define RT_TEST(name)                                         \
    static void name(void);                                   \
    RT_TEST_DEFINE(name, (void)row; name(), NULL, NULL, 0, 0) \
    static void name(void)

/**
 * Defines a case that must panic with a report that contains @p text, a string literal. It fails
 * if it returns, if it ends without a report, if the report lacks @p text, or if the run ends with
 * a status other than RT_PANIC_STATUS.
 */
#define RT_TEST_PANICS(name, text)                                                      \
    static void name(void);                                                             \
    static_assert(sizeof("" text) > 1, "say which text the panic report must contain"); \
    RT_TEST_DEFINE(name, (void)row; name(), "" text, NULL, 0, 0)                        \
    static void name(void)

/**
 * Defines one case for each row of the array @p table, which must be static and const. A row's
 * first member is `const char *label`, and the case is called "name/label". A label may have
 * letters, digits and punctuation, but no blank and none of `, ; " \ $ [ ]`. In the body, `row`
 * points at the row.
 */
#define RT_TEST_TABLE(name, table)                                               \
    static_assert(offsetof(__typeof__((table)[0]), label) == 0,                  \
                  "the first member of a row is const char *label");             \
    static void name(const __typeof__((table)[0]) *row);                         \
    RT_TEST_DEFINE(name, name((const __typeof__((table)[0]) *)row), NULL, table, \
                   sizeof((table)[0]), sizeof(table) / sizeof((table)[0]))       \
    static void name(const __typeof__((table)[0]) *row __attribute__((unused)))

/**
 * Names the functions that run before and after each case of this file; either may be NULL.
 * @p after also runs if a case ended early, but not after a panic. In C++ it comes before the
 * cases.
 */
#define RT_TEST_FIXTURE(before, after) RT_TEST_FIXTURE_DEFINE(before, after)

/**
 * Call before the case restarts the firmware, by a jump to its start or a reset: the next boot runs
 * the same case. Without semihosting, a restart that was not announced ends in a failure. Waits
 * until the console is idle. Callable from any context, in a panic too.
 */
void rt_test_will_restart(void);

/** @{ */
/** Checks that @p condition holds. */
#define RT_EXPECT(condition)  RT_TEST_HOLDS(condition, #condition, false)
#define RT_REQUIRE(condition) RT_TEST_HOLDS(condition, #condition, true)
/** @} */

/** @{ */
/**
 * Compare two integers or two pointers by their mathematical value: a negative number never equals
 * an unsigned one, whatever the types. A failed check shows both values.
 */
#define RT_EXPECT_EQ(left, right)  RT_TEST_COMPARE(left, right, #left " == " #right, EQ, false)
#define RT_EXPECT_NE(left, right)  RT_TEST_COMPARE(left, right, #left " != " #right, NE, false)
#define RT_EXPECT_LT(left, right)  RT_TEST_COMPARE(left, right, #left " < " #right, LT, false)
#define RT_EXPECT_LE(left, right)  RT_TEST_COMPARE(left, right, #left " <= " #right, LE, false)
#define RT_EXPECT_GT(left, right)  RT_TEST_COMPARE(left, right, #left " > " #right, GT, false)
#define RT_EXPECT_GE(left, right)  RT_TEST_COMPARE(left, right, #left " >= " #right, GE, false)
#define RT_REQUIRE_EQ(left, right) RT_TEST_COMPARE(left, right, #left " == " #right, EQ, true)
#define RT_REQUIRE_NE(left, right) RT_TEST_COMPARE(left, right, #left " != " #right, NE, true)
#define RT_REQUIRE_LT(left, right) RT_TEST_COMPARE(left, right, #left " < " #right, LT, true)
#define RT_REQUIRE_LE(left, right) RT_TEST_COMPARE(left, right, #left " <= " #right, LE, true)
#define RT_REQUIRE_GT(left, right) RT_TEST_COMPARE(left, right, #left " > " #right, GT, true)
#define RT_REQUIRE_GE(left, right) RT_TEST_COMPARE(left, right, #left " >= " #right, GE, true)
/** @} */

/** @{ */
/** Compare two strings; either may be NULL, which equals only NULL. */
#define RT_EXPECT_STR_EQ(left, right) \
    rt_test_check_string(left, right, RT_TEST_SITE(#left " == " #right, false))
#define RT_REQUIRE_STR_EQ(left, right) \
    rt_test_check_string(left, right, RT_TEST_SITE(#left " == " #right, true))
/** @} */

/** @{ */
/** Compare @p size bytes; the offset of the first difference is shown. */
#define RT_EXPECT_MEM_EQ(left, right, size) \
    rt_test_check_memory(left, right, size, RT_TEST_SITE(#left " == " #right, false))
#define RT_REQUIRE_MEM_EQ(left, right, size) \
    rt_test_check_memory(left, right, size, RT_TEST_SITE(#left " == " #right, true))
/** @} */

/** Checks that two floating-point numbers are at most @p distance apart. */
#define RT_EXPECT_NEAR(left, right, distance) \
    rt_test_check_near(left, right, distance, RT_TEST_SITE(#left " ~ " #right, false))

/** Ends the case as failed, with a printf-like reason. */
#define RT_FAIL(...) rt_test_fail(RT_TEST_SITE("", true), __VA_ARGS__)

/**
 * Ends the case as skipped, with a printf-like reason. A check that failed before still counts.
 */
#define RT_SKIP(...) rt_test_skip(__VA_ARGS__)

#endif
