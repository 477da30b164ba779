/* SPDX-License-Identifier: MIT */
/*
 * A hart registers stacks and takes them back, while the other checks them at each trap. What a
 * hart does with a stack that it took back is no overflow.
 */
#include "faults.h"

#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/protect.h>
#include <rt/stack.h>
#include <rt/test.h>
#include <rt/trap.h>

enum {
    ROUNDS = 50000,
    WORDS = 64,
};

static char stack[2048] __attribute__((aligned(RT_HART_GUARD_SIZE)));
static volatile unsigned long memory[WORDS];
static bool is_done;

static bool goes_on(struct rt_trap_frame *frame)
{
    frame->pc += 4;
    return true;
}

static void make_and_delete_tasks(void *argument)
{
    static struct rt_stack task = {.name = "task",
                                   .low = (const void *)memory,
                                   .end = (const void *)(memory + WORDS),
                                   .guard = sizeof(memory) / 2};

    (void)argument;
    for (unsigned i = 0; i < ROUNDS; i++) {
        rt_stack_register(&task);
        rt_stack_unregister(&task);
        for (unsigned word = 0; word < WORDS; word++) {
            memory[word] = i;
        }
    }
    __atomic_store_n(&is_done, true, __ATOMIC_RELEASE);
}

RT_TEST(a_stack_that_was_taken_back_is_not_checked)
{
    const struct rt_hart_stack room = {stack, sizeof(stack)};

    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, goes_on), 0);
    RT_REQUIRE_EQ(rt_hart_start(1, make_and_delete_tasks, NULL, room), HAL_OK);
    while (!__atomic_load_n(&is_done, __ATOMIC_ACQUIRE)) {
        __asm__ volatile(".option push\n .option norvc\n ebreak\n .option pop");
    }
}
