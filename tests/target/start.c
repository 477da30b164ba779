/* SPDX-License-Identifier: MIT */
/* What start.S and rti_entry must have done before main runs, in memory that was in use before. */
#include "start_again.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/detail/registers.h>
#include <rt/image.h>
#include <rt/test.h>

#include <errno.h>
#include <string.h>

/* Odd sizes in every section, so that no boundary is word-aligned by chance. */
static volatile char data1[1] = {1};
static volatile char data3[3] = {1, 2, 3};
static volatile char data5[5] = {1, 2, 3, 4, 5};
static const volatile char rodata3[3] = {7, 8, 9};
static volatile char bss1[1];
static volatile char bss1021[1021];
static volatile uint64_t bss_words[3];
static _Thread_local volatile int initialised_local = 42;
static _Thread_local volatile char zero_local[7];
static _Thread_local volatile uint64_t aligned_local __attribute__((aligned(16))) = 5;

static uintptr_t constructor_sp;
/* Volatile, or Clang runs constructors itself, and .data, which stays here, has their results. */
static volatile unsigned constructor_order;
static unsigned first_place;
static unsigned second_place;
static unsigned last_place;

RT_TEST_FIXTURE(start_again, NULL);

static uintptr_t stack_pointer(void)
{
    uintptr_t sp;

    __asm__ volatile("mv %0, sp" : "=r"(sp));
    return sp;
}

__attribute__((constructor(102))) static void second(void)
{
    constructor_order = constructor_order + 1;
    second_place = constructor_order;
}

__attribute__((constructor)) static void last(void)
{
    constructor_order = constructor_order + 1;
    last_place = constructor_order;
    constructor_sp = stack_pointer();
}

__attribute__((constructor(101))) static void first(void)
{
    constructor_order = constructor_order + 1;
    first_place = constructor_order;
}

RT_TEST(the_stack_is_aligned)
{
    RT_EXPECT_EQ(stack_pointer() % RT_STACK_ALIGNMENT, 0);
    RT_EXPECT_EQ(constructor_sp % RT_STACK_ALIGNMENT, 0);
    RT_EXPECT_EQ((uintptr_t)rt_stack_end % 16, 0);
}

RT_TEST(main_runs_on_the_reserved_stack)
{
    RT_EXPECT_GT(stack_pointer(), (uintptr_t)rt_stack_start);
    RT_EXPECT_LE(stack_pointer(), (uintptr_t)rt_stack_end);
}

RT_TEST(constructors_ran_once_and_in_order)
{
    RT_EXPECT_EQ(first_place, 1);
    RT_EXPECT_EQ(second_place, 2);
    RT_EXPECT_EQ(last_place, 3);
}

RT_TEST(gp_is_the_global_pointer)
{
    extern char global_pointer[] __asm__("__global_pointer$");
    uintptr_t gp;

    __asm__ volatile("mv %0, gp" : "=r"(gp));
    RT_EXPECT_EQ(gp, (uintptr_t)global_pointer);
}

RT_TEST(data_has_its_initial_values)
{
    RT_EXPECT_EQ(data1[0], 1);
    RT_EXPECT_EQ(data3[0] + data3[1] + data3[2], 6);
    RT_EXPECT_EQ(data5[0] + data5[4], 6);
    RT_EXPECT_EQ(rodata3[0] + rodata3[2], 16);
}

RT_TEST(bss_is_zero)
{
    unsigned set = 0;

    for (size_t i = 0; i < sizeof(bss1021); i++) {
        set += bss1021[i] != 0;
    }
    RT_EXPECT_EQ(set, 0);
    RT_EXPECT_EQ(bss1[0], 0);
    RT_EXPECT_EQ(bss_words[0] | bss_words[1] | bss_words[2], 0);
}

RT_TEST(thread_locals_have_their_initial_values)
{
    RT_EXPECT_EQ(initialised_local, 42);
    RT_EXPECT_EQ(aligned_local, 5);
    RT_EXPECT_EQ((uintptr_t)&aligned_local % 16, 0);
    RT_EXPECT_EQ(zero_local[0] + zero_local[6], 0);
    RT_EXPECT_GE((uintptr_t)&initialised_local, (uintptr_t)rt_boot_tls);
    RT_EXPECT_LT((uintptr_t)&initialised_local, (uintptr_t)rt_boot_tls_end);
}

RT_TEST(errno_is_thread_local)
{
    errno = ERANGE;
    RT_EXPECT_GE((uintptr_t)&errno, (uintptr_t)rt_boot_tls);
    RT_EXPECT_LT((uintptr_t)&errno, (uintptr_t)rt_boot_tls_end);
    RT_EXPECT_EQ(errno, ERANGE);
}

RT_TEST(no_interrupt_is_enabled)
{
    RT_EXPECT_EQ(csr_read(mie), 0);
    RT_EXPECT_EQ(csr_read(mstatus) & MSTATUS_MIE, 0);
}

RT_TEST(the_hart_knows_its_number)
{
    RT_EXPECT_EQ(rt_hart_block()->id, csr_read(mhartid));
}

RT_TEST(the_trap_vector_is_set)
{
    extern const char rt_mtvec[];

    RT_EXPECT_EQ(csr_read(mtvec), (uintptr_t)rt_mtvec);
}

RT_TEST(the_fpu_is_on_exactly_where_the_isa_has_one)
{
#ifdef __riscv_flen
    RT_EXPECT_NE(csr_read(mstatus) & MSTATUS_FS, 0);
    RT_EXPECT_EQ(csr_read(fcsr), 0);
#else
    RT_EXPECT_EQ(csr_read(mstatus) & MSTATUS_FS, 0);
#endif
}
