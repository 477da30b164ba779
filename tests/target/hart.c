/* SPDX-License-Identifier: MIT */
/* Harts: all of them start, have their own memory, park and start again, and call one another. */
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/detail/registers.h>
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/test.h>
#include <rt/time.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    MAX = 8,
    STACK = 2048,
    TIMEOUT_US = 5000000,
};

static char stacks[MAX][STACK] __attribute__((aligned(16)));
static _Thread_local unsigned long own = 42;
static _Thread_local unsigned long own_zero;

struct seen {
    unsigned self;
    unsigned long id, own, own_zero, status, vector, enabled;
    uintptr_t sp, tls;
};

static struct seen seen[MAX];

static void look(void *argument)
{
    struct seen *const mine = argument;

    *mine = (struct seen){
        .self = rt_hart_self(),
        .id = csr_read(mhartid),
        .own = own,
        .own_zero = own_zero,
        .status = csr_read(mstatus),
        .vector = csr_read(mtvec),
        .enabled = csr_read(mie),
        .tls = (uintptr_t)&own,
    };
    __asm__ volatile("mv %0, sp" : "=r"(mine->sp));
    own = own_zero = mine->self;
    errno = (int)mine->self + 1;
}

static struct rt_hart_stack stack_of(unsigned hart)
{
    return (struct rt_hart_stack){stacks[hart], STACK};
}

static void run_on_all(rt_hart_function *function, void *(*argument)(unsigned hart))
{
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        RT_REQUIRE_EQ(rt_hart_start(hart, function, argument(hart), stack_of(hart)), HAL_OK);
    }
}

static void wait_for_all(void)
{
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        RT_REQUIRE_EQ(rt_hart_wait(hart, TIMEOUT_US), HAL_OK);
    }
}

static void *seen_of(unsigned hart)
{
    return &seen[hart];
}

RT_TEST(every_hart_starts_with_memory_of_its_own)
{
    look(&seen[0]);
    errno = 0;
    run_on_all(look, seen_of);
    wait_for_all();
    RT_EXPECT_EQ(errno, 0);
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        const struct seen *const it = &seen[hart];
        RT_EXPECT_EQ(it->self, hart);
        RT_EXPECT_EQ(it->id, rt_hart_id(hart));
        RT_EXPECT_EQ(it->own, 42);
        RT_EXPECT_EQ(it->own_zero, 0);
        RT_EXPECT_NE(it->tls, seen[hart - 1].tls);
        RT_EXPECT_GT(it->sp, (uintptr_t)stacks[hart]);
        RT_EXPECT_LT(it->sp, (uintptr_t)stacks[hart] + STACK);
        RT_EXPECT_EQ(it->sp % RT_STACK_ALIGNMENT, 0);
        RT_EXPECT_EQ(it->status & MSTATUS_MIE, 0);
        RT_EXPECT_EQ(it->enabled, 0);
        RT_EXPECT_EQ(it->vector, seen[0].vector);
    }
    RT_EXPECT_EQ(own, 0);
}

RT_TEST(the_boot_hart_is_number_0_and_ids_are_all_different)
{
    unsigned ids = 0;

    RT_EXPECT_EQ(rt_hart_self(), 0);
    RT_EXPECT_EQ(rt_hart_id(0), csr_read(mhartid));
    for (unsigned hart = 0; hart < rt_hart_count(); hart++) {
        ids |= 1U << rt_hart_id(hart);
    }
#ifdef HART_IDS
    RT_EXPECT_EQ(ids, HART_IDS);
#else
    RT_EXPECT_EQ(ids, (1U << rt_hart_count()) - 1);
#endif
}

RT_TEST(a_parked_hart_can_be_started_again)
{
    for (unsigned i = 0; i < 100; i++) {
        run_on_all(look, seen_of);
        wait_for_all();
    }
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        /* Thread-local storage is initialised at each start. */
        RT_EXPECT_EQ(seen[hart].own, 42);
    }
}

/* After a hart has parked, its former stack may be used for anything. */
RT_TEST(a_stack_is_free_once_its_hart_is_parked)
{
    if (rt_hart_count() == 1) {
        RT_SKIP("needs two harts");
    }
    const struct rt_hart_stack stack = stack_of(1);
    for (unsigned i = 0; i < 1000; i++) {
        RT_REQUIRE_EQ(rt_hart_start(1, look, seen_of(1), stack), HAL_OK);
        RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
        memset(stack.base, 0xff, stack.size);
    }
}

static void take_mscratch(void *argument)
{
    csr_write(mscratch, (unsigned long)argument);
}

/* A parked hart that an IPI wakes for nothing needs a stack, whatever its last function did. */
RT_TEST(a_parked_hart_has_a_stack_of_its_own)
{
    if (rt_hart_count() == 1) {
        RT_SKIP("needs two harts");
    }
    RT_REQUIRE_EQ(rt_hart_start(1, look, seen_of(1), stack_of(1)), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_start(1, take_mscratch, (void *)0xf0000000UL, stack_of(1)), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    board_set_software_irq(seen[1].id, true);
    rt_delay_us(10000);
    RT_REQUIRE_EQ(rt_hart_start(1, look, seen_of(1), stack_of(1)), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
}

static volatile bool go_on;

static void spin(void *argument)
{
    (void)argument;
    while (!go_on) {
    }
}

static char odd_stack[4 * RT_HART_GUARD_SIZE] __attribute__((aligned(RT_HART_GUARD_SIZE)));

/* On @p size bytes of a stack that is @p off bytes above an aligned one. */
static int start_on(size_t off, size_t size)
{
    return rt_hart_start(1, look, seen_of(1), (struct rt_hart_stack){odd_stack + off, size});
}

RT_TEST(a_stack_needs_256_bytes_above_its_guard)
{
    if (rt_hart_count() == 1) {
        RT_SKIP("needs two harts");
    }
    RT_REQUIRE_EQ(start_on(0, RT_HART_GUARD_SIZE + 256), HAL_OK);
    RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    RT_REQUIRE_EQ(start_on(1, 2 * RT_HART_GUARD_SIZE + 255), HAL_OK);
    RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
}

RT_TEST(wrong_arguments_are_refused)
{
    const unsigned count = rt_hart_count();

    RT_EXPECT_EQ(rt_hart_start(count, look, seen, stack_of(0)), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_hart_start(0, look, seen, stack_of(0)), HAL_ERR_BUSY);
    RT_EXPECT_EQ(rt_hart_wait(0, 0), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_hart_call(count, look, seen), HAL_ERR_INVALID);
    if (count > 1) {
        RT_EXPECT_EQ(rt_hart_start(1, NULL, seen, stack_of(1)), HAL_ERR_INVALID);
        RT_EXPECT_EQ(start_on(0, RT_HART_GUARD_SIZE + 255), HAL_ERR_INVALID);
        RT_EXPECT_EQ(start_on(1, 2 * RT_HART_GUARD_SIZE + 254), HAL_ERR_INVALID);
        RT_EXPECT_EQ(rt_hart_call(1, look, seen), HAL_ERR_INVALID);
        RT_REQUIRE_EQ(rt_hart_start(1, spin, NULL, stack_of(1)), HAL_OK);
        RT_EXPECT_EQ(rt_hart_start(1, look, seen, stack_of(1)), HAL_ERR_BUSY);
        RT_EXPECT_EQ(rt_hart_wait(1, 1000), HAL_ERR_TIMEOUT);
        go_on = true;
        RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    }
}

/* Concurrent calls from every hart to every hart. */
enum {
    ROUNDS = 10,
};

static unsigned long called[MAX][MAX];

static void count_caller(void *argument)
{
    called[rt_hart_self()][*(const unsigned *)argument]++;
}

static unsigned arrived;

static void meet(void)
{
    __atomic_add_fetch(&arrived, 1, __ATOMIC_ACQ_REL);
    while (__atomic_load_n(&arrived, __ATOMIC_ACQUIRE) < rt_hart_count()) {
    }
}

static void call_everybody(void *argument)
{
    const unsigned self = rt_hart_self();

    (void)argument;
    rt_hart_calls_enable();
    meet();
    for (unsigned i = 0; i < ROUNDS; i++) {
        for (unsigned hart = 0; hart < rt_hart_count(); hart++) {
            RT_EXPECT_EQ(rt_hart_call(hart, count_caller, (void *)(uintptr_t)&self), HAL_OK);
        }
    }
    /* No hart parks while others may still call it. */
    __atomic_add_fetch(&arrived, 1, __ATOMIC_ACQ_REL);
    while (__atomic_load_n(&arrived, __ATOMIC_ACQUIRE) < 2 * rt_hart_count()) {
    }
}

static void *nothing(unsigned hart)
{
    (void)hart;
    return NULL;
}

RT_TEST(every_hart_can_call_every_hart_at_once)
{
    run_on_all(call_everybody, nothing);
    call_everybody(NULL);
    wait_for_all();
    for (unsigned to = 0; to < rt_hart_count(); to++) {
        for (unsigned from = 0; from < rt_hart_count(); from++) {
            RT_EXPECT_EQ(called[to][from], ROUNDS);
        }
    }
}

static unsigned order[10];
static unsigned ordered;

static void note(void *argument)
{
    order[ordered++] = *(const unsigned *)argument;
}

static void listen_until_told(void *argument)
{
    (void)argument;
    rt_hart_calls_enable();
    /* Checked with interrupts off, so that a call after the check also ends the wait. */
    rt_interrupts_off();
    while (!go_on) {
        __asm__ volatile("wfi");
        rt_interrupts_on();
        rt_interrupts_off();
    }
}

static void stop(void *argument)
{
    (void)argument;
    go_on = true;
}

RT_TEST(posted_calls_run_in_order)
{
    static unsigned numbers[10];
    static struct rt_hart_async_call calls[10];

    if (rt_hart_count() == 1) {
        RT_SKIP("needs two harts");
    }
    go_on = false;
    RT_REQUIRE_EQ(rt_hart_start(1, listen_until_told, NULL, stack_of(1)), HAL_OK);
    for (unsigned i = 0; i < 10; i++) {
        numbers[i] = i;
        calls[i] = (struct rt_hart_async_call){.function = note, .argument = &numbers[i]};
        RT_REQUIRE_EQ(rt_hart_call_async(1, &calls[i]), HAL_OK);
    }
    while (!rt_hart_call_done(&calls[9])) {
    }
    for (unsigned i = 0; i < 10; i++) {
        RT_EXPECT_EQ(order[i], i);
    }
    RT_REQUIRE_EQ(rt_hart_call(1, stop, NULL), HAL_OK);
    RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
}

RT_TEST(a_call_that_was_taken_is_run_when_the_hart_is_done)
{
    struct rt_hart_async_call call = {.function = stop};
    struct rt_hart_async_call late = {.function = stop};

    if (rt_hart_count() == 1) {
        RT_SKIP("needs two harts");
    }
    for (unsigned i = 0; i < 2; i++) {
        go_on = false;
        RT_REQUIRE_EQ(rt_hart_start(1, spin, NULL, stack_of(1)), HAL_OK);
        RT_EXPECT_EQ(rt_hart_call_async(1, &call), HAL_OK);
        RT_EXPECT(!rt_hart_call_done(&call));
        go_on = true;
        RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
        RT_EXPECT(rt_hart_call_done(&call));
        RT_EXPECT_EQ(rt_hart_call_async(1, &late), HAL_ERR_INVALID);
    }
}
