/* SPDX-License-Identifier: MIT */
/*
 * Firmware with four harts. One panics while the others run, and a core file is written. See
 * core_file.sh.
 */
#include "../out_of_line.h"

#include <rt/hart.h>
#include <rt/panic.h>

enum {
    HARTS = 4,
    STACK = 2048,
};

static char stacks[HARTS][STACK] __attribute__((aligned(16)));
static volatile unsigned ready;

OUT_OF_LINE static void count_for_good(volatile unsigned long *counter)
{
    __atomic_add_fetch(&ready, 1, __ATOMIC_ACQ_REL);
    for (;;) {
        ++*counter;
    }
}

/* May be interrupted anywhere in here: every register must be saved. */
static void listen(void *argument)
{
    volatile unsigned long counter = (unsigned long)(uintptr_t)argument;

    rt_hart_calls_enable();
    count_for_good(&counter);
}

/* Interrupts are off, so this hart can't be stopped. */
static void be_deaf(void *argument)
{
    volatile unsigned long counter = (unsigned long)(uintptr_t)argument;

    count_for_good(&counter);
}

/* Interrupts are off here too, but the hart serves calls while it waits for its own. */
static void call_in_vain(void *argument)
{
    __atomic_add_fetch(&ready, 1, __ATOMIC_ACQ_REL);
    if (rt_hart_call(1, be_deaf, argument) == HAL_OK) {
        rt_panic("hart 1 answered");
    }
}

static void start(unsigned hart, rt_hart_function *function, uintptr_t argument)
{
    const struct rt_hart_stack stack = {stacks[hart], STACK};

    if (rt_hart_start(hart, function, (void *)argument, stack) != HAL_OK) {
        rt_panic("hart %u does not start", hart);
    }
}

OUT_OF_LINE static void die(volatile int *address, int its_local)
{
    *address = its_local;
}

int main(void)
{
    start(1, be_deaf, 1000);
    start(2, listen, 2000);
    start(3, call_in_vain, 3000);
    while (__atomic_load_n(&ready, __ATOMIC_ACQUIRE) < 3) {
    }
    die((volatile int *)0x40, 77);
    return 0;
}
