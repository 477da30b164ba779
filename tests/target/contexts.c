/* SPDX-License-Identifier: MIT */
/*
 * Contexts that take turns: their registers, their order, and what they have of their own.
 */
#include "irq_storm.h"
#include "random.h"

#include <rt/board.h>
#include <rt/context.h>
#include <rt/critical.h>
#include <rt/csr.h>
#include <rt/detail/registers.h>
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/test.h>

#include <errno.h>
#include <picotls.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    TASKS = 3,
    SWITCHES = 20000,
    STACK_WORDS = 512,
    LEAST = 256, /* bytes of a stack */
};

struct task {
    struct rt_context context;
    struct rt_stack stack;
    struct storm_registers wanted, found;
    uint32_t random;
    unsigned rounds, wrong;
};

static uint64_t stacks[TASKS][STACK_WORDS] __attribute__((aligned(16)));
static struct task tasks[TASKS];
static struct rt_context main_context;

/* By rt_context_next: after the last one, the main program. */
static struct rt_context *order[8];
static volatile unsigned turn, switches;

static struct rt_context *in_a_ring(struct rt_context *interrupted)
{
    for (unsigned i = 0; i < TASKS; i++) {
        if (interrupted == &tasks[i].context && i + 1 < TASKS) {
            return &tasks[i + 1].context;
        }
    }
    return interrupted == &main_context ? &tasks[0].context : &main_context;
}

static struct rt_context *in_order(struct rt_context *interrupted)
{
    (void)interrupted;
    return order[turn] != NULL ? order[turn++] : &main_context;
}

static struct rt_context *stays(struct rt_context *interrupted)
{
    return interrupted;
}

static struct rt_context *(*volatile choose)(struct rt_context *) = stays;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    switches++;
    return choose(interrupted);
}

static void make(unsigned i, void (*run)(void *))
{
    tasks[i].stack =
        (struct rt_stack){.name = "task", .low = stacks[i], .end = stacks[i] + STACK_WORDS};
    RT_REQUIRE_EQ(rt_context_init(&tasks[i].context, &tasks[i].stack, run, &tasks[i]), 0);
}

/* Gives the hart to tasks[0] until a task returns it to main. */
static void run_in_order(struct rt_context *first, struct rt_context *second,
                         struct rt_context *third)
{
    order[0] = first;
    order[1] = second;
    order[2] = third;
    choose = in_order;
    rt_context_begin(&main_context);
    rt_interrupts_on();
    rt_context_yield();
    rt_interrupts_off();
}

/* The storm: every context holds its own value in every register, the main program too. */

static volatile bool nests;
static volatile unsigned nested_switches;

RT_INTERRUPT_NESTING(timer)
{
    const unsigned before = switches;

    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + 4 + switches % 5);
    rt_context_request();
    /* Interrupts are on. A switch now would continue a context on this stack. */
    nests = true;
    nested_switches += switches - before;
    nests = false;
}

/* fcsr has five flags and a rounding mode; mode 4, to max magnitude, is the last. */
static void draw(struct task *task)
{
    for (unsigned i = 0; i < STORM_INTEGERS; i++) {
        task->wanted.integers[i] = random_next(&task->random) * (~0UL / 0xffffU);
    }
#if STORM_FLOATS
    for (unsigned i = 0; i < STORM_FLOATS; i++) {
        const uint64_t value = random_next(&task->random);
        task->wanted.floats[i] = value << 32 | random_next(&task->random);
    }
    task->wanted.fcsr = random_next(&task->random) % 32 + random_next(&task->random) % 5 * 32;
#endif
}

static void hold(struct task *task)
{
    draw(task);
    task->found = task->wanted;
    const unsigned long rounds = 1 + random_next(&task->random) % 500;
    storm_hold(&task->found, rounds);
    task->wanted.integers[STORM_COUNTED] += rounds;
#if defined(__riscv_flen) && __riscv_flen == 32
    for (unsigned i = 0; i < STORM_FLOATS; i++) {
        task->wanted.floats[i] =
            (task->wanted.floats[i] & UINT32_MAX) | (task->found.floats[i] & ~(uint64_t)UINT32_MAX);
    }
#endif
    task->wrong += memcmp(&task->found, &task->wanted, sizeof(task->wanted)) != 0;
    task->wrong += nests;
    task->rounds++;
}

static void hold_for_ever(void *argument)
{
    for (;;) {
        hold(argument);
    }
}

RT_TEST(every_context_keeps_every_register)
{
    static struct task own = {.random = 77};

    for (unsigned i = 0; i < TASKS; i++) {
        make(i, hold_for_ever);
        tasks[i].random = i + 1;
    }
    choose = in_a_ring;
    rt_context_begin(&main_context);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (switches < SWITCHES) {
        hold(&own);
    }
    rt_interrupts_off();
    RT_EXPECT_EQ(own.wrong, 0);
    RT_EXPECT_EQ(nested_switches, 0);
    for (unsigned i = 0; i < TASKS; i++) {
        RT_EXPECT_EQ(tasks[i].wrong, 0);
        RT_EXPECT_GT(tasks[i].rounds, 100);
    }
}

/* Its order. */

static void look_around(void *argument);

static volatile unsigned log_of_turns;

static void log_turn(void *argument)
{
    for (;;) {
        log_of_turns = log_of_turns * 10 + (unsigned)((struct task *)argument - tasks) + 1;
        rt_context_yield();
    }
}

RT_TEST(rt_context_next_decides_the_order)
{
    for (unsigned i = 0; i < TASKS; i++) {
        make(i, log_turn);
    }
    run_in_order(&tasks[1].context, &tasks[0].context, &tasks[1].context);
    RT_EXPECT_EQ(log_of_turns, 212);
}

RT_TEST(a_yield_has_happened_when_it_returns)
{
    choose = stays;
    rt_context_begin(&main_context);
    rt_interrupts_on();
    for (unsigned i = 0; i < 1000; i++) {
        const unsigned before = switches;
        rt_context_yield();
        RT_REQUIRE_EQ(switches, before + 1);
    }
    rt_interrupts_off();
}

RT_TEST(a_switch_waits_for_the_end_of_a_critical_section)
{
    choose = stays;
    rt_context_begin(&main_context);
    rt_interrupts_on();
    RT_CRITICAL
    {
        rt_context_yield();
        rt_context_yield();
        RT_EXPECT_EQ(switches, 0);
    }
    rt_context_yield();
    rt_interrupts_off();
    RT_EXPECT_LE(switches, 2);
    RT_EXPECT_GE(switches, 1);
}

/* A lock between contexts gives the turn away; docs/rtos.md has it. */

static volatile unsigned lines, interleaved;

static bool is_printing;

static void print_line(const char *line)
{
    while (__atomic_exchange_n(&is_printing, true, __ATOMIC_ACQUIRE)) {
        rt_context_yield();
    }
    puts(line);
    const unsigned before = lines;
    rt_context_yield();
    interleaved += lines != before;
    lines = before + 1;
    __atomic_store_n(&is_printing, false, __ATOMIC_RELEASE);
}

static void print_lines(void *argument)
{
    (void)argument;
    for (;;) {
        print_line("a line");
        rt_context_yield();
    }
}

RT_TEST(a_lock_keeps_the_lines_of_contexts_apart)
{
    for (unsigned i = 0; i < TASKS; i++) {
        make(i, print_lines);
    }
    choose = in_a_ring;
    rt_context_begin(&main_context);
    rt_interrupts_on();
    while (lines < 5) {
        rt_context_yield();
    }
    rt_interrupts_off();
    RT_EXPECT_EQ(interleaved, 0);
}

RT_TEST(a_context_may_be_made_anew)
{
    make(0, look_around);
    make(0, log_turn);
    run_in_order(&tasks[0].context, NULL, NULL);
    RT_EXPECT_EQ(log_of_turns, 1);
    rt_context_end(&tasks[0].context);
    /* A stack that is registered twice would make the list a circle. */
    rt_context_end(&tasks[0].context);
}

/* What a context has of its own. */

static _Thread_local int with_value = 1234;
static _Thread_local int without_value;
static volatile int seen[2], seen_before[2];
static volatile unsigned hart_seen;

static void set_thread_locals(void *argument)
{
    seen_before[0] = with_value;
    seen_before[1] = without_value;
    with_value = without_value = errno = (struct task *)argument == &tasks[0] ? 10 : 20;
    rt_context_yield();
    seen[(struct task *)argument - tasks] = with_value + without_value + errno;
    hart_seen = rt_hart_self();
    for (;;) {
        rt_context_yield();
    }
}

RT_TEST(each_context_has_its_own_thread_local_storage)
{
    /* What was there before must not matter. */
    memset(stacks, 0xa5, sizeof(stacks));
    make(0, set_thread_locals);
    make(1, set_thread_locals);
    with_value = without_value = errno = 5;
    hart_seen = 99;
    run_in_order(&tasks[0].context, &tasks[1].context, &tasks[0].context);
    run_in_order(&tasks[1].context, NULL, NULL);
    turn = 0;
    run_in_order(&tasks[1].context, NULL, NULL);
    RT_EXPECT_EQ(seen_before[0], 1234);
    RT_EXPECT_EQ(seen_before[1], 0);
    RT_EXPECT_EQ(seen[0], 30);
    RT_EXPECT_EQ(seen[1], 60);
    RT_EXPECT_EQ(with_value + without_value + errno, 15);
    RT_EXPECT_EQ(hart_seen, 0);
}

#if !defined(__clang__) || __riscv_xlen == 32
/* lld can't reach picolibc's names from 0x80000000 on rv64. */
RT_TEST(picolibc_prepares_the_same_thread_local_storage)
{
    static uint64_t prepared[32] __attribute__((aligned(16)));

    RT_REQUIRE_LE(_tls_size(), sizeof(prepared));
    RT_EXPECT_EQ(_tls_align(), 16);
    memset(stacks, 0xa5, sizeof(stacks));
    memset(prepared, 0xa5, sizeof(prepared));
    make(0, set_thread_locals);
    _init_tls(prepared);
    RT_EXPECT_MEM_EQ((const void *)tasks[0].context.frame.tp, prepared, _tls_size());
}
#endif

static volatile uintptr_t first_sp, first_mstatus;

static void look_around(void *argument)
{
    uintptr_t sp;

    (void)argument;
    __asm__ volatile("mv %0, sp" : "=r"(sp));
    first_sp = sp;
    first_mstatus = csr_read(mstatus);
    for (;;) {
        rt_context_yield();
    }
}

RT_TEST(a_context_begins_with_an_aligned_stack_and_interrupts_on)
{
    make(0, look_around);
    run_in_order(&tasks[0].context, NULL, NULL);
    RT_EXPECT_EQ(first_sp % RT_STACK_ALIGNMENT, 0);
    RT_EXPECT_GT(first_sp, (uintptr_t)stacks[0]);
    RT_EXPECT_LT(first_sp, (uintptr_t)(stacks[0] + STACK_WORDS));
    RT_EXPECT_EQ(first_mstatus & MSTATUS_MIE, MSTATUS_MIE);
}

#ifdef __riscv_flen
static volatile unsigned long fcsr_seen = 99;

static void round_upwards(void *argument)
{
    (void)argument;
    __asm__ volatile("fsrm %0\n\tfsflags %0" ::"r"(3));
    for (;;) {
        rt_context_yield();
    }
}

static void look_at_fcsr(void *argument)
{
    unsigned long fcsr;

    (void)argument;
    __asm__ volatile("frcsr %0" : "=r"(fcsr));
    fcsr_seen = fcsr;
    for (;;) {
        rt_context_yield();
    }
}

RT_TEST(a_context_begins_with_the_default_rounding)
{
    make(0, round_upwards);
    make(1, look_at_fcsr);
    run_in_order(&tasks[0].context, &tasks[1].context, NULL);
    RT_EXPECT_EQ(fcsr_seen, 0);
}

/* Its registers would be loaded and stored at each switch otherwise. */
RT_TEST(a_context_without_floating_point_stays_initial)
{
    make(0, look_around);
    memset(tasks[0].context.floats, 0xa5, sizeof(tasks[0].context.floats));
    run_in_order(&tasks[0].context, NULL, NULL);
    RT_EXPECT_EQ(tasks[0].context.frame.status & MSTATUS_FS, 1U << 13);
    RT_EXPECT_EQ(tasks[0].context.floats[5] & 0xffffffffU, 0xa5a5a5a5U);
}
#endif

/* Errors. */

static size_t tls_size(void)
{
    return (size_t)(rt_boot_tls_end - rt_boot_tls + 15) / 16 * 16;
}

RT_TEST(rt_context_init_refuses_stacks_that_are_too_small_or_misaligned)
{
    struct rt_stack stack = {.name = "task", .low = stacks[0], .end = stacks[0] + STACK_WORDS};
    struct rt_context *const context = &tasks[0].context;

    stack.end = (char *)stack.end - 8;
    RT_EXPECT_EQ(rt_context_init(context, &stack, look_around, NULL), HAL_ERR_INVALID);
    stack.end = stacks[0] + 30;
    RT_EXPECT_EQ(rt_context_init(context, &stack, look_around, NULL), HAL_ERR_INVALID);
    stack.end = (char *)stacks[0] + LEAST + tls_size() - 16;
    RT_EXPECT_EQ(rt_context_init(context, &stack, look_around, NULL), HAL_ERR_INVALID);
    stack.end = (char *)stacks[0] + LEAST + tls_size();
    RT_EXPECT_EQ(rt_context_init(context, &stack, look_around, NULL), 0);
    rt_context_end(context);
    stack.end = stacks[0] + STACK_WORDS;
    stack.guard = sizeof(stacks[0]) - 128;
    RT_EXPECT_EQ(rt_context_init(context, &stack, look_around, NULL), HAL_ERR_INVALID);
    stack.guard = 256;
    RT_EXPECT_EQ(rt_context_init(context, &stack, look_around, NULL), 0);
    rt_context_end(context);
}

static void do_nothing(void *argument)
{
    (void)argument;
}

RT_TEST_PANICS(a_context_must_not_return,
               "the function of the context on task stack returned, which it must not")
{
    make(0, do_nothing);
    run_in_order(&tasks[0].context, NULL, NULL);
}

static struct rt_context *forgets(struct rt_context *interrupted)
{
    (void)interrupted;
    return NULL;
}

RT_TEST_PANICS(rt_context_next_must_not_return_null, "rt_context_next returned NULL")
{
    choose = forgets;
    rt_context_begin(&main_context);
    rt_interrupts_on();
    rt_context_yield();
}

RT_TEST_PANICS(a_switch_before_rt_context_begin,
               "rt_context_yield: this hart has not called rt_context_begin")
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    rt_context_yield();
}
