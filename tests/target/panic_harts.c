/* SPDX-License-Identifier: MIT */
/* Panics with four harts: the others are stopped and reported in any state. */
#include "../out_of_line.h"
#include "faults.h"

#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/trap_frame.h>

enum {
    HARTS = 4,
    STACK = 2048,
};

static char stacks[HARTS][STACK] __attribute__((aligned(16)));
static volatile unsigned ready;

OUT_OF_LINE static void spin_for_good(void)
{
    for (;;) {
        __asm__ volatile("" ::: "memory");
    }
}

static void arrive(void)
{
    __atomic_add_fetch(&ready, 1, __ATOMIC_ACQ_REL);
}

static void wait_for(unsigned harts)
{
    while (__atomic_load_n(&ready, __ATOMIC_ACQUIRE) < harts) {
    }
}

static void start(unsigned hart, rt_hart_function *function)
{
    RT_REQUIRE_EQ(rt_hart_start(hart, function, NULL, (struct rt_hart_stack){stacks[hart], STACK}),
                  HAL_OK);
}

static void listen(void *argument)
{
    (void)argument;
    rt_hart_calls_enable();
    arrive();
    spin_for_good();
}

static void be_deaf(void *argument)
{
    (void)argument;
    arrive();
    spin_for_good();
}

static void panic_on_call(void *argument)
{
    (void)argument;
    rt_panic("called to death");
}

static void call_boot_hart(void *argument)
{
    (void)argument;
    hal_ignore(rt_hart_call(0, panic_on_call, NULL));
}

static void die_together(void *argument)
{
    (void)argument;
    arrive();
    wait_for(HARTS);
    rt_panic("end of hart %u", rt_hart_self());
}

static void fault_together(void *argument)
{
    (void)argument;
    arrive();
    wait_for(2);
    (void)AT(char, 8);
}

RT_TEST_PANICS(others_are_stopped_and_shown, "  hart 1: pc 0x")
{
    start(1, listen);
    start(3, listen);
    wait_for(2);
    rt_panic("with others");
}

RT_TEST_PANICS(a_parked_hart_is_parked, "  hart 1: parked\n  hart 2: pc 0x")
{
    start(2, listen);
    wait_for(1);
    rt_panic("with others");
}

RT_TEST_PANICS(a_hart_with_interrupts_off_is_not_waited_for_in_vain,
               "  hart 1: running, did not answer\n  hart 2: running, did not answer\n"
               "  hart 3: pc 0x")
{
    start(1, be_deaf);
    start(2, be_deaf);
    start(3, listen);
    wait_for(3);
    rt_panic("with others");
}

RT_TEST_PANICS(a_hart_that_waits_for_its_call_is_stopped, "  hart 1: pc 0x")
{
    start(1, call_boot_hart);
    rt_hart_calls_enable();
    spin_for_good();
}

RT_TEST_PANICS(of_all_at_once_one_is_reported, "\n    panicked too: end of hart ")
{
    start(1, die_together);
    start(2, die_together);
    start(3, die_together);
    die_together(NULL);
}

RT_TEST_PANICS(a_second_fault_is_told_with_its_address,
               "\n    panicked too: load access fault, address 0x")
{
    start(1, fault_together);
    fault_together(NULL);
}

/* A handler's reports about the program that it interrupted. */
static struct rt_trap_frame blamed = {.pc = 0x44, .cause = CAUSE_STORE_ACCESS};

static void blame_together(void *argument)
{
    (void)argument;
    arrive();
    wait_for(2);
    rt_panic_at(&blamed, "hung for %d s", 7);
}

static void give_together(void *argument)
{
    (void)argument;
    arrive();
    wait_for(2);
    rt_panic_frame(&blamed);
}

RT_TEST_PANICS(a_second_message_about_a_frame_is_told, "\n    panicked too: hung for 7 s\n")
{
    start(1, blame_together);
    blame_together(NULL);
}

RT_TEST_PANICS(it_is_told_where_the_frame_was, "00000044, sp 0x")
{
    start(1, blame_together);
    blame_together(NULL);
}

RT_TEST_PANICS(a_second_frame_is_told_with_its_cause,
               "\n    panicked too: store or atomic access fault, address 0x")
{
    start(1, give_together);
    give_together(NULL);
}

RT_TEST_PANICS(the_boot_hart_is_stopped_by_another, "  hart 0: pc 0x")
{
    start(1, die_together);
    start(2, listen);
    start(3, listen);
    listen(NULL);
}

/* The report that waits for this hart is not complete yet. */
RT_TEST_PANICS(the_end_of_another_hart_does_not_cut_it_short, "  hart 0: pc 0x")
{
    start(1, panic_on_call);
    while (!rt_interrupt_pending(IRQ_MACHINE_SOFTWARE)) {
    }
    rt_exit(0);
}

#ifdef REPORT_HOST
#define BAD_FORMAT "*** PANIC: (bad pointer)\n  pc "
#else
#define BAD_FORMAT "inside the report of a panic"
#endif

RT_TEST_PANICS(a_fault_in_the_report_ends_it, BAD_FORMAT)
{
    void (*const panic)(const char *, ...) = rt_panic;

    start(1, listen);
    wait_for(1);
    panic((const char *)hide(NOWHERE));
}
