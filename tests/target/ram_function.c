/* SPDX-License-Identifier: MIT */
/* Functions in RAM: called, executed there, protected, and shown by reports. */
#include <rt/image.h>
#include <rt/panic.h>
#include <rt/ram_function.h>
#include <rt/test.h>

#include <stdint.h>

static volatile unsigned calls;

RT_RAM_FUNCTION static unsigned add(unsigned a, unsigned b)
{
    calls++;
    return a + b;
}

RT_RAM_FUNCTION static void store_to_null(void)
{
    *(volatile int *)0 = 1; /* This line is in the report. */
    calls++;
}

static void fall(void)
{
    store_to_null();
    calls++;
}

/* Calls from RAM to flash, where it panics. */
RT_RAM_FUNCTION static void call_back(void (*function)(void))
{
    function();
    calls++;
}

static void give_up(void)
{
    rt_panic("given up");
}

static uintptr_t address_of(unsigned (*function)(unsigned, unsigned))
{
    __asm__("" : "+r"(function));
    return (uintptr_t)function;
}

RT_TEST(a_function_in_ram_is_called)
{
    RT_EXPECT_EQ(add(40, 2), 42);
    RT_EXPECT_EQ(calls, 1);
}

/* Within as much memory around the variables as the boards have. */
RT_TEST(it_is_in_ram)
{
    RT_EXPECT_LT((address_of(add) ^ (uintptr_t)&calls) >> 27, 1);
}

RT_TEST_PANICS(a_store_to_it_is_reported, "store to code, which is read-only")
{
    *(volatile uint32_t *)address_of(add) = 0;
}

RT_TEST_PANICS(a_fault_in_it_is_reported, "store through a null pointer")
{
    fall();
    calls++;
}

RT_TEST_PANICS(a_panic_that_it_called_is_reported, "given up")
{
    call_back(give_up);
}

static volatile int initialised = 5;

RT_TEST(variables_have_their_initial_values_and_are_writable)
{
    RT_EXPECT_EQ(initialised, 5);
    initialised = 6;
    RT_EXPECT_EQ(initialised, 6);
}
