/* SPDX-License-Identifier: MIT */
/** @file
 * Internals of rt/test.h: the record of a case, the source location of a check, and values that can
 * be compared whatever their types.
 */
#ifndef RT_DETAIL_TEST_H
#define RT_DETAIL_TEST_H

#include <rt/detail/log.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct rt_test_fixture {
    void (*setup)(void);
    void (*teardown)(void);
};

/*
 * The record of a case, which tools/rivet-run reads from the ELF: eight words, in this order. The
 * section's name is an identifier, so any linker defines start and stop symbols for it.
 */
struct rt_test_case {
    const char *name;
    const char *panic_text;
    void (*body)(const void *row);
    const struct rt_test_fixture *fixture;
    const void *rows;
    uintptr_t row_size;
    uintptr_t row_count;
    uintptr_t reserved;
};

/* The members by position: C++17 has no designated initialisers. */
#define RT_TEST_DEFINE(name, call, panic_text, rows, row_size, row_count)                       \
    static void name##_body(const void *row)                                                    \
    {                                                                                           \
        call;                                                                                   \
    }                                                                                           \
    __attribute__((section("rivet_tests"), used,                                                \
                   aligned(sizeof(void *)))) static const struct rt_test_case name##_record = { \
        #name, panic_text, name##_body, &RT_TEST_FIXTURE_OF_FILE, rows, row_size, row_count, 0};

/*
 * The fixture of a file, by default an empty one. In C it is a tentative definition, which
 * RT_TEST_FIXTURE completes. C++ has none: it is a template that RT_TEST_FIXTURE specialises, for a
 * type of which each file has its own.
 */
#ifndef __cplusplus
__attribute__((unused)) static const struct rt_test_fixture rt_test_file_fixture;
#define RT_TEST_FIXTURE_OF_FILE rt_test_file_fixture
#define RT_TEST_FIXTURE_DEFINE(before, after) \
    static const struct rt_test_fixture rt_test_file_fixture = {before, after}
#else
#define RT_TEST_FIXTURE_OF_FILE rt_test_fixture_of<rt_test_this_file>::value
#define RT_TEST_FIXTURE_DEFINE(before, after)                            \
    template <> struct rt_test_fixture_of<rt_test_this_file> {           \
        static constexpr struct rt_test_fixture value = {before, after}; \
    }
#endif

/*
 * A check's location and text, and whether the case ends if it fails. On the target the host has
 * the text: the site is a number as a log call's (rt/detail/log.h), plus 1 if it ends the case.
 */
#ifdef __riscv
typedef unsigned long rt_test_site;
#define RT_TEST_SITE(expression, ends_case)                                       \
    (__extension__({                                                              \
        rt_test_site rt_test_here;                                                \
        RTI_LOG_SITE(rt_test_here, RTI_LOG_LEVEL_CHECK, expression, ends_case, 0) \
        rt_test_here;                                                             \
    }))
#else
struct rt_test_text {
    const char *file;
    const char *text;
    int line;
    bool final;
};
typedef const struct rt_test_text *rt_test_site;
#define RT_TEST_SITE(expression, ends_case)                                              \
    (__extension__({                                                                     \
        static const struct rt_test_text rt_test_here = {__FILE__, expression, __LINE__, \
                                                         ends_case};                     \
        &rt_test_here;                                                                   \
    }))
#endif

enum rt_test_relation {
    RT_TEST_EQ,
    RT_TEST_NE,
    RT_TEST_LT,
    RT_TEST_LE,
    RT_TEST_GT,
    RT_TEST_GE
};

/* An integer or an address, without loss. */
struct rt_test_value {
    uint64_t magnitude;
    bool negative;
    bool pointer;
};

struct rt_test_value rt_test_signed(long long value);
struct rt_test_value rt_test_unsigned(unsigned long long value);
struct rt_test_value rt_test_pointer(const volatile void *value);

#ifndef __cplusplus
#define RT_TEST_VALUE(value)                  \
    _Generic((value),                         \
        bool: rt_test_unsigned,               \
        unsigned char: rt_test_unsigned,      \
        unsigned short: rt_test_unsigned,     \
        unsigned int: rt_test_unsigned,       \
        unsigned long: rt_test_unsigned,      \
        unsigned long long: rt_test_unsigned, \
        char: rt_test_signed,                 \
        signed char: rt_test_signed,          \
        short: rt_test_signed,                \
        int: rt_test_signed,                  \
        long: rt_test_signed,                 \
        long long: rt_test_signed,            \
        default: rt_test_pointer)(value)
#else
#define RT_TEST_VALUE(value) rt_test_value_of(value)
#endif

#define RT_TEST_HOLDS(condition, shown, final)          \
    do {                                                \
        if (!(condition)) {                             \
            rt_test_failed(RT_TEST_SITE(shown, final)); \
        }                                               \
    } while (0)

#define RT_TEST_COMPARE(left, right, shown, relation, final)                     \
    rt_test_check(RT_TEST_VALUE(left), RT_TEST_VALUE(right), RT_TEST_##relation, \
                  RT_TEST_SITE(shown, final))

void rt_test_failed(rt_test_site site);
void rt_test_check(struct rt_test_value left, struct rt_test_value right,
                   enum rt_test_relation relation, rt_test_site site);
void rt_test_check_string(const char *left, const char *right, rt_test_site site);
void rt_test_check_memory(const void *left, const void *right, size_t size, rt_test_site site);
void rt_test_check_near(double left, double right, double distance, rt_test_site site);
__attribute__((noreturn, format(printf, 2, 3))) void rt_test_fail(rt_test_site site,
                                                                  const char *format, ...);
__attribute__((noreturn, format(printf, 1, 2))) void rt_test_skip(const char *format, ...);

#ifdef __cplusplus
}

namespace {
struct rt_test_this_file;
}

template <typename File> struct rt_test_fixture_of {
    static constexpr struct rt_test_fixture value = {nullptr, nullptr};
};

#define RT_TEST_OVERLOAD(type, function)                            \
    static inline struct rt_test_value rt_test_value_of(type value) \
    {                                                               \
        return function(value);                                     \
    }
RT_TEST_OVERLOAD(bool, rt_test_unsigned)
RT_TEST_OVERLOAD(unsigned char, rt_test_unsigned)
RT_TEST_OVERLOAD(unsigned short, rt_test_unsigned)
RT_TEST_OVERLOAD(unsigned int, rt_test_unsigned)
RT_TEST_OVERLOAD(unsigned long, rt_test_unsigned)
RT_TEST_OVERLOAD(unsigned long long, rt_test_unsigned)
RT_TEST_OVERLOAD(char, rt_test_signed)
RT_TEST_OVERLOAD(signed char, rt_test_signed)
RT_TEST_OVERLOAD(short, rt_test_signed)
RT_TEST_OVERLOAD(int, rt_test_signed)
RT_TEST_OVERLOAD(long, rt_test_signed)
RT_TEST_OVERLOAD(long long, rt_test_signed)
RT_TEST_OVERLOAD(const volatile void *, rt_test_pointer)
#undef RT_TEST_OVERLOAD
#endif

#endif
