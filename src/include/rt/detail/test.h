/* SPDX-License-Identifier: MIT */
/** @file
 * Internals of rt/test.h: the record of a case, the source location of a check, and values that can
 * be compared whatever their types.
 */
#ifndef RT_DETAIL_TEST_H
#define RT_DETAIL_TEST_H

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

#define RT_TEST_DEFINE(case_name, call, ...)                                              \
    static void case_name##_body(const void *row)                                         \
    {                                                                                     \
        call;                                                                             \
    }                                                                                     \
    __attribute__((                                                                       \
        section("rivet_tests"), used,                                                     \
        aligned(sizeof(void *)))) static const struct rt_test_case case_name##_record = { \
        .name = #case_name,                                                               \
        .body = case_name##_body,                                                         \
        .fixture = &rt_test_file_fixture,                                                 \
        __VA_ARGS__};

/* A tentative definition, which RT_TEST_FIXTURE completes. */
#ifndef __cplusplus
__attribute__((unused)) static const struct rt_test_fixture rt_test_file_fixture;
#endif

/* A check's location and text, and whether the case ends if it fails. */
struct rt_test_site {
    const char *file;
    const char *text;
    int line;
    bool final;
};

#define RT_TEST_SITE(expression, ends_case)                                              \
    (__extension__({                                                                     \
        static const struct rt_test_site rt_test_here = {                                \
            .file = __FILE__, .text = expression, .line = __LINE__, .final = ends_case}; \
        &rt_test_here;                                                                   \
    }))

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

#define RT_TEST_HOLDS(condition, shown, final)          \
    do {                                                \
        if (!(condition)) {                             \
            rt_test_failed(RT_TEST_SITE(shown, final)); \
        }                                               \
    } while (0)

#define RT_TEST_COMPARE(left, right, shown, relation, final)                     \
    rt_test_check(RT_TEST_VALUE(left), RT_TEST_VALUE(right), RT_TEST_##relation, \
                  RT_TEST_SITE(shown, final))

void rt_test_failed(const struct rt_test_site *site);
void rt_test_check(struct rt_test_value left, struct rt_test_value right,
                   enum rt_test_relation relation, const struct rt_test_site *site);
void rt_test_check_string(const char *left, const char *right, const struct rt_test_site *site);
void rt_test_check_memory(const void *left, const void *right, size_t size,
                          const struct rt_test_site *site);
void rt_test_check_near(double left, double right, double distance,
                        const struct rt_test_site *site);
__attribute__((noreturn, format(printf, 2, 3))) void rt_test_fail(const struct rt_test_site *site,
                                                                  const char *format, ...);
__attribute__((noreturn, format(printf, 1, 2))) void rt_test_skip(const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
