/* SPDX-License-Identifier: MIT */
/*
 * Code that one hart writes and another executes. QEMU needs no fence for that, so the count of
 * harts that had one is checked too.
 */
#include <rt/hart.h>
#include <rt/test.h>

enum {
    STACK = 2048,
    ROUNDS = 1000,
    LI_A0 = 0x00000513, /* addi a0, zero, immediate in bits 20 to 31 */
    RET = 0x00008067,
};

static char stack[STACK] __attribute__((aligned(16)));
static uint32_t code[2];
static volatile bool serves, ends;

static void serve(void *argument)
{
    (void)argument;
    rt_hart_calls_enable();
    serves = true;
    while (!ends) {
    }
}

static void execute(void *argument)
{
    int (*const function)(void) = (int (*)(void))(uintptr_t)code;

    *(int *)argument = function();
}

static void write(int value)
{
    code[0] = LI_A0 | (uint32_t)value << 20;
    code[1] = RET;
}

RT_TEST(alone_it_is_the_instruction)
{
    int value = 0;

    write(7);
    RT_EXPECT_EQ(rt_hart_fence_i(), 1);
    execute(&value);
    RT_EXPECT_EQ(value, 7);
}

RT_TEST(another_hart_executes_what_was_written)
{
    RT_REQUIRE_EQ(rt_hart_start(1, serve, NULL, (struct rt_hart_stack){stack, STACK}), HAL_OK);
    while (!serves) {
    }
    for (int i = 0; i < ROUNDS; i++) {
        int value = -1;
        write(i);
        RT_REQUIRE_EQ(rt_hart_fence_i(), 2);
        RT_REQUIRE_EQ(rt_hart_call(1, execute, &value), HAL_OK);
        RT_REQUIRE_EQ(value, i);
    }
    ends = true;
    RT_REQUIRE_EQ(rt_hart_wait(1, HAL_FOREVER), HAL_OK);
    RT_EXPECT_EQ(rt_hart_fence_i(), 1);
}
