/* SPDX-License-Identifier: MIT */
/*
 * Thread-local variables of any size and alignment: DATA bytes with initial values and ZERO bytes
 * without, either of which may be 0, aligned to ALIGNMENT. With NEIGHBOURS a byte precedes and a
 * byte follows each. On every hart they have the right values, and changing one changes no other.
 */
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/test.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FIRST(size)          FIRST_EXPANDED(size)
#define FIRST_EXPANDED(size) FIRST_##size
#define FIRST_1              1
#define FIRST_4              1, 2, 3, 4
#define FIRST_14             FIRST_4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
#define FIRST_24             FIRST_14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
#define FIRST_34             FIRST_24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34
#define FIRST_40             FIRST_34, 35, 36, 37, 38, 39, 40

#define LOCAL   static _Thread_local volatile unsigned char
#define ALIGNED __attribute__((aligned(ALIGNMENT)))

#ifdef NEIGHBOURS
LOCAL before_data = 1;
LOCAL before_zero;
#endif
#if DATA > 0
LOCAL data[DATA] ALIGNED = {FIRST(DATA)};
#endif
#if ZERO > 0
LOCAL zero[ZERO] ALIGNED;
#endif
#ifdef NEIGHBOURS
LOCAL after_data = 1;
LOCAL after_zero;
#endif

struct variable {
    volatile unsigned char *bytes;
    size_t size, alignment;
    bool is_zero;
};

enum {
    MAX_VARIABLES = 6,
};

/* The running hart's variables; returns how many. */
static size_t find(struct variable *found)
{
    size_t count = 0;

#ifdef NEIGHBOURS
    found[count++] = (struct variable){&before_data, 1, 1, false};
    found[count++] = (struct variable){&before_zero, 1, 1, true};
#endif
#if DATA > 0
    found[count++] = (struct variable){data, DATA, ALIGNMENT, false};
#endif
#if ZERO > 0
    found[count++] = (struct variable){zero, ZERO, ALIGNMENT, true};
#endif
#ifdef NEIGHBOURS
    found[count++] = (struct variable){&after_data, 1, 1, false};
    found[count++] = (struct variable){&after_zero, 1, 1, true};
#endif
    return count;
}

/* How many bytes don't have their initial value. */
static unsigned wrong_bytes(const struct variable *variable)
{
    unsigned wrong = 0;

    for (size_t i = 0; i < variable->size; i++) {
        wrong += variable->bytes[i] != (variable->is_zero ? 0 : i + 1);
    }
    return wrong;
}

static void fill(const struct variable *variable)
{
    for (size_t i = 0; i < variable->size; i++) {
        variable->bytes[i] = 0xa5;
    }
}

static void reset(const struct variable *variable)
{
    for (size_t i = 0; i < variable->size; i++) {
        variable->bytes[i] = (unsigned char)(variable->is_zero ? 0 : i + 1);
    }
}

struct result {
    unsigned wrong, misaligned, outside, changed;
};

/* Examines the variables of the running hart. */
static void examine(void *argument)
{
    struct result *const result = argument;
    struct variable variables[MAX_VARIABLES];
    const size_t count = find(variables);
    const size_t area = rt_hart_self() * (size_t)(rt_boot_area_end - rt_harts_start);

    for (size_t i = 0; i < count; i++) {
        const uintptr_t start = (uintptr_t)variables[i].bytes;

        result->wrong += wrong_bytes(&variables[i]);
        result->misaligned += start % variables[i].alignment != 0;
        result->outside += start < (uintptr_t)rt_boot_tls + area ||
                           start + variables[i].size > (uintptr_t)rt_boot_tls_end + area;
    }
    for (size_t i = 0; i < count; i++) {
        fill(&variables[i]);
        for (size_t other = 0; other < count; other++) {
            result->changed += other != i && wrong_bytes(&variables[other]) != 0;
        }
        reset(&variables[i]);
    }
}

static void expect_sound(const struct result *result)
{
    RT_EXPECT_EQ(result->wrong, 0);
    RT_EXPECT_EQ(result->misaligned, 0);
    RT_EXPECT_EQ(result->outside, 0);
    RT_EXPECT_EQ(result->changed, 0);
}

RT_TEST(the_boot_harts_variables_are_sound)
{
    struct result result = {0};

    examine(&result);
    expect_sound(&result);
}

static void fill_all(void *argument)
{
    struct variable variables[MAX_VARIABLES];
    const size_t count = find(variables);

    examine(argument);
    for (size_t i = 0; i < count; i++) {
        fill(&variables[i]);
    }
}

RT_TEST(other_harts_have_their_own)
{
    static char stack[2048] __attribute__((aligned(16)));
    struct result own = {0};

    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        /* The second time, the hart's start makes the variables anew. */
        for (unsigned time = 0; time < 2; time++) {
            struct result result = {0};
            const struct rt_hart_stack of_hart = {stack, sizeof(stack)};
            RT_REQUIRE_EQ(rt_hart_start(hart, fill_all, &result, of_hart), HAL_OK);
            RT_REQUIRE_EQ(rt_hart_wait(hart, 5000000), HAL_OK);
            expect_sound(&result);
        }
    }
    examine(&own);
    expect_sound(&own);
}
