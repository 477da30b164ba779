/* SPDX-License-Identifier: MIT */
/*
 * Memory accesses that protection or the bus refuses: each ends in a report that names what the
 * program did.
 */
#include "faults.h"

#include <rt/board.h>
#include <rt/image.h>
#include <rt/test.h>

#include <stddef.h>

RT_TEST_PANICS(store_to_null, "store through a null pointer")
{
    AT(int, 0) = 1;
}

RT_TEST_PANICS(load_from_null, "load through a null pointer")
{
    (void)AT(int, 0);
}

RT_TEST_PANICS(store_to_a_member_of_null, "store through a null pointer")
{
    AT(int, 0x7f0) = 1;
}

RT_TEST_PANICS(load_of_a_byte_from_null, "load through a null pointer")
{
    (void)AT(uint8_t, 0xfff);
}

RT_TEST_PANICS(store_of_a_byte_to_null, "store through a null pointer")
{
    AT(uint8_t, 3) = 1;
}

RT_TEST_PANICS(store_of_a_half_to_null, "store through a null pointer")
{
    AT(uint16_t, 2) = 1;
}

RT_TEST_PANICS(store_of_eight_bytes_to_null, "store through a null pointer")
{
    AT(uint64_t, 8) = 1;
}

RT_TEST_PANICS(misaligned_load_from_null, "load through a null pointer")
{
    (void)AT(uint32_t, 1);
}

static volatile int sink;

/* Compilers see that these four accesses are undefined, but must not delete them. */
static void set(int *where)
{
    *where = 42;
}

static int get(const int *where)
{
    return *where;
}

static void call(void (*function)(void))
{
    function();
}

/* Large enough that compilers inline it only after analysing the whole file. */
static void work_and_call(int count, void (*function)(void))
{
    for (int i = 0; i < count; i++) {
        sink += i * count;
        sink ^= count;
    }
    function();
    sink = 0;
}

RT_TEST_PANICS(store_to_null_that_the_compiler_sees, "store through a null pointer")
{
    set(NULL);
}

RT_TEST_PANICS(load_from_null_that_the_compiler_sees, "load through a null pointer")
{
    sink = get(NULL);
}

RT_TEST_PANICS(call_of_null_that_the_compiler_sees, "call through a null pointer")
{
    call(NULL);
}

RT_TEST_PANICS(call_of_null_after_work_that_the_compiler_sees, "call through a null pointer")
{
    work_and_call(3, NULL);
}

RT_TEST_PANICS(load_where_nothing_is, "load from an address where nothing may be read")
{
    (void)AT(int, NOWHERE);
}

RT_TEST_PANICS(store_where_nothing_is, "store to an address where nothing may be written")
{
    AT(int, NOWHERE) = 1;
}

RT_TEST_PANICS(store_to_code, "store to code, which is read-only")
{
    AT(uint32_t, rt_text_start) = 0;
}

RT_TEST_PANICS(store_to_the_last_byte_of_code, "store to code, which is read-only")
{
    AT(uint8_t, (uintptr_t)rt_text_end - 1) = 0;
}

RT_TEST_PANICS(store_to_a_constant, "store to a constant, which is read-only")
{
    static const int constant = 5;

    AT(int, &constant) = 6;
}

RT_TEST_PANICS(store_to_the_last_byte_of_constants, "store to a constant, which is read-only")
{
    AT(uint8_t, (uintptr_t)rt_rodata_end - 1) = 6;
}

RT_TEST_PANICS(store_to_a_string_literal, "store to a constant, which is read-only")
{
    AT(char, "text") = 'T';
}

RT_TEST_PANICS(atomic_on_a_constant, "store to a constant, which is read-only")
{
    static const int constant = 5;

    __atomic_fetch_add((volatile int *)hide((uintptr_t)&constant), 1, __ATOMIC_SEQ_CST);
}

RT_TEST_PANICS(call_of_null, "call through a null pointer")
{
    jump(0);
}

RT_TEST_PANICS(call_of_a_null_table_entry, "call through a null pointer")
{
    jump(0x20);
}

RT_TEST_PANICS(call_where_nothing_is, "jump to an address that is not code")
{
    jump(NOWHERE);
}

static uint32_t data_code[] = {0x00008067}; /* ret */
static uint32_t bss_code[1];

RT_TEST_PANICS(call_of_initialised_data, "jump to an address that is not code")
{
    jump((uintptr_t)data_code);
}

RT_TEST_PANICS(call_of_zeroed_data, "jump to an address that is not code")
{
    jump((uintptr_t)bss_code);
}

RT_TEST_PANICS(call_of_a_constant, "jump to an address that is not code")
{
    static const uint32_t constant_code[] = {0x00008067};

    jump((uintptr_t)constant_code);
}

RT_TEST_PANICS(call_of_the_stack, "jump to an address that is not code")
{
    volatile uint32_t stack_code[] = {0x00008067};

    jump((uintptr_t)stack_code);
}

RT_TEST_PANICS(call_of_a_device, "jump to an address that is not code")
{
    jump(0x10000000);
}

RT_TEST_PANICS(return_to_a_smashed_address, "jump to an address that is not code")
{
    __asm__ volatile("mv ra, %0\n ret" ::"r"(hide(NOWHERE)) : "ra");
}

RT_TEST_PANICS(load_from_the_stack_guard, "stack overflow: main stack of hart ")
{
    (void)AT(int, rt_stack_guard);
}

RT_TEST_PANICS(store_to_the_top_of_the_stack_guard, "stack overflow: main stack of hart ")
{
    AT(uint8_t, (uintptr_t)rt_stack_start - 1) = 1;
}
