/* SPDX-License-Identifier: MIT */
/*
 * Test cases. A case prints "ok NAME", or "FAILED NAME: expected ..., got ..." with its first check
 * that failed.
 */
#ifndef PAYLOAD_CASE_H
#define PAYLOAD_CASE_H

#include "hart.h"
#include "machine.h"
#include "print.h"

struct test_case {
    const char *name;
    void (*run)(void);
    unsigned long harts; /* The fewest. */
};

/* Cases run in the order of the files and within them. The name is also a function's. */
#define CASE_FOR(count, text, function)                                                            \
    static void function(void);                                                                    \
    static const struct test_case function##_case                                                  \
        __attribute__((section(".cases"), used, aligned(sizeof(long)))) = {text, function, count}; \
    static void function(void)

#define CASE(area, name)                  CASE_FOR(1, #area "." #name, area##_##name)
#define CASE_FOR_HARTS(count, area, name) CASE_FOR(count, #area "." #name, area##_##name)

/* From any hart. */
void case_check(const char *what, unsigned long line, unsigned long got, unsigned long wanted);

#define EXPECT_EQ(got, wanted) \
    case_check(#got, __LINE__, (unsigned long)(got), (unsigned long)(wanted))
#define EXPECT(condition) case_check(#condition, __LINE__, (condition) ? 1 : 0, 1)

/* A call that returns an error; then its value must be 0, which tells nothing. */
#define EXPECT_ERROR(wanted, ...)                                                                  \
    do {                                                                                           \
        const struct result result_ = sbi(__VA_ARGS__);                                            \
        case_check(#__VA_ARGS__, __LINE__, (unsigned long)result_.error, (unsigned long)(wanted)); \
        case_check("value of " #__VA_ARGS__, __LINE__, result_.value, 0);                          \
    } while (0)

/* Says, in a failure's message, what a loop was at. */
void case_note(const char *name, unsigned long value);

#endif
