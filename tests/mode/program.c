/* SPDX-License-Identifier: MIT */
/*
 * Programs in a lower mode (rt/program.h). MODE is theirs.
 */
#include <board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/program.h>
#include <rt/test.h>

#include <string.h>

#ifndef MODE
#define MODE RT_MODE_USER
#endif

enum {
    CODE_SIZE = 1024,
    CALL = MODE == RT_MODE_USER ? CAUSE_ECALL_U : CAUSE_ECALL_S,
    NUMBER = 77,
};

extern const char program_code[];
void program_calls(void);
void program_registers(void);
void program_load(void);
void program_store(void);
void program_jump(void);
void program_spins(void);
void program_fast(void);
void program_floats(void);
void program_rounds(void);
void program_spies(void);
void program_dirties(void);

/* A copy: with Smepmp, lower modes may not execute what machine mode may. */
static char code_copy[CODE_SIZE] __attribute__((aligned(CODE_SIZE)));
static char data[1024] __attribute__((aligned(1024)));
static char secret = 42;
static struct rt_program program;
static struct rt_regions regions;

static uintptr_t in_copy(void (*code)(void))
{
    return (uintptr_t)code_copy + ((uintptr_t)code - (uintptr_t)program_code);
}

static void begin(struct rt_program *it, void (*code)(void))
{
    const struct rt_region list[] = {
        {(uintptr_t)code_copy, CODE_SIZE, RT_REGION_READ | RT_REGION_EXECUTE},
        {(uintptr_t)data, sizeof(data), RT_REGION_READ | RT_REGION_WRITE},
    };

    memcpy(code_copy, program_code, CODE_SIZE);
    __asm__ volatile("fence.i" ::: "memory");
    RT_REQUIRE_EQ(rt_regions_init(&regions, list, 2), HAL_OK);
    RT_REQUIRE_EQ(rt_program_init(it, MODE, in_copy(code), (uintptr_t)data + sizeof(data)), HAL_OK);
    it->regions = &regions;
    it->frame.a7 = NUMBER;
}

static void run(struct rt_program *it)
{
    rt_program_run(it);
    if (it->frame.cause == CALL) {
        it->frame.pc += 4;
    }
}

RT_TEST(an_ecall_returns_to_the_firmware_and_the_program_goes_on)
{
    begin(&program, program_calls);
    program.frame.a0 = 7;
    for (unsigned i = 0; i < 5; i++) {
        run(&program);
        RT_REQUIRE_EQ(program.frame.cause, CALL);
        RT_REQUIRE_EQ(program.frame.a0, 7 + i);
    }
    RT_EXPECT(rt_program_current() == NULL);
}

RT_TEST(every_register_is_kept)
{
    begin(&program, program_registers);
    for (unsigned i = 0; i < 3; i++) {
        run(&program);
        RT_REQUIRE_EQ(program.frame.cause, CALL);
        RT_REQUIRE_EQ(program.frame.sp, 0x101 * 2);
        RT_REQUIRE_EQ(program.frame.t6, 0x101 * 31);
    }
}

static void access(void (*code)(void), const void *address)
{
    begin(&program, code);
    program.frame.a0 = (uintptr_t)address;
    program.frame.a1 = 1;
    run(&program);
}

RT_TEST(what_is_in_no_region_is_denied)
{
    access(program_load, &data[1]);
    RT_EXPECT_EQ(program.frame.cause, CALL);
    access(program_store, &data[1]);
    RT_EXPECT_EQ(program.frame.cause, CALL);
    RT_EXPECT_EQ(data[1], 1);
    access(program_load, &secret);
    RT_EXPECT_EQ(program.frame.cause, CAUSE_LOAD_ACCESS);
    RT_EXPECT_EQ(program.frame.tval, (uintptr_t)&secret);
    access(program_store, &secret);
    RT_EXPECT_EQ(program.frame.cause, CAUSE_STORE_ACCESS);
    access(program_store, code_copy);
    RT_EXPECT_EQ(program.frame.cause, CAUSE_STORE_ACCESS);
    access(program_jump, data);
    RT_EXPECT_EQ(program.frame.cause, CAUSE_FETCH_ACCESS);
    access(program_jump, (const void *)(uintptr_t)access);
    RT_EXPECT_EQ(program.frame.cause, CAUSE_FETCH_ACCESS);
    access(program_load, (const void *)(uintptr_t)access);
    RT_EXPECT_EQ(program.frame.cause, CAUSE_LOAD_ACCESS);
    RT_EXPECT_EQ(secret, 42);
}

RT_TEST(an_interrupt_without_a_handler_ends_an_endless_loop)
{
    begin(&program, program_spins);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    /* The time may be over before the first instruction. */
    while (program.frame.a0 == 0) {
        hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + 1000);
        run(&program);
        RT_REQUIRE_EQ(program.frame.cause, MCAUSE_INTERRUPT | IRQ_MACHINE_TIMER);
    }
    RT_EXPECT_EQ((long)program.frame.sp, -64);
    hal_timer_cancel(board_timer);
}

static struct rt_program_result add(unsigned long a0, unsigned long a1, unsigned long a2,
                                    unsigned long a3, unsigned long a4, unsigned long a5)
{
    (void)a4;
    (void)a5;
    return (struct rt_program_result){a0 + a1, a2 + a3};
}

RT_PROGRAM_CALLS(add, add)

RT_TEST(a_fast_call_keeps_what_a_function_keeps_and_clears_the_rest)
{
    begin(&program, program_fast);
    program.frame.a0 = 3;
    program.frame.a1 = 4;
    program.frame.a7 = 1;
    program.frame.gp = 11;
    program.frame.tp = 12;
    run(&program);
    RT_EXPECT_EQ(program.frame.cause, CALL);
    RT_EXPECT_EQ(program.frame.a0, 7);
    RT_EXPECT_EQ(program.frame.a1, 0xaa);
    RT_EXPECT_EQ(program.frame.t0, 0);
    RT_EXPECT_EQ(program.frame.s0, 0x55);
    RT_EXPECT_EQ(program.frame.s11, 0x55);
    RT_EXPECT_EQ(program.frame.gp, 11);
    RT_EXPECT_EQ(program.frame.tp, 12);
    RT_EXPECT_EQ(program.frame.sp, (uintptr_t)data + sizeof(data));
    RT_EXPECT_EQ((long)program.frame.a7, -1);
}

#ifdef __riscv_flen
static struct rt_program other;

RT_TEST(programs_have_their_own_floating_point_registers)
{
    begin(&program, program_floats);
    begin(&other, program_floats);
    program.frame.a1 = 3;
    other.frame.a1 = 5;
    for (unsigned i = 1; i < 6; i++) {
        volatile float own = (float)i;
        run(&program);
        run(&other);
        RT_REQUIRE_EQ(program.frame.a0, 3 * i);
        RT_REQUIRE_EQ(program.frame.a1, 3);
        RT_REQUIRE_EQ(other.frame.a0, 5 * i);
        RT_REQUIRE_EQ(other.frame.a1, 5);
        RT_REQUIRE_EQ((unsigned)(own * 2), 2 * i);
    }
}
#endif

RT_TEST(copies_have_the_rights_of_the_program)
{
    char buffer[8] = "";

    begin(&program, program_calls);
    memcpy(data, "abcdefg", 8);
    RT_EXPECT_EQ(rt_program_copy_in(&program, buffer, (uintptr_t)data, 8), HAL_OK);
    RT_EXPECT_EQ(memcmp(buffer, "abcdefg", 8), 0);
    RT_EXPECT_EQ(rt_program_copy_in(&program, buffer, (uintptr_t)&secret, 1), HAL_ERR_INVALID);
    /* What follows is no memory that it may write. */
    RT_EXPECT_EQ(rt_program_copy_out(&program, (uintptr_t)data + sizeof(data) - 1, "AB", 2),
                 HAL_ERR_INVALID);
    RT_EXPECT_EQ(data[sizeof(data) - 1], 'A');
    RT_EXPECT_EQ(rt_program_copy_out(&program, (uintptr_t)data + 4, "XY", 2), HAL_OK);
    RT_EXPECT_EQ(memcmp(data, "abcdXYg", 8), 0);
    RT_EXPECT_EQ(rt_program_copy_out(&program, (uintptr_t)&secret, "Z", 1), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_program_copy_out(&program, (uintptr_t)code_copy, "Z", 1), HAL_ERR_INVALID);
    RT_EXPECT_EQ(secret, 42);
}

/* In machine mode QEMU has the page of code that it executes in its TLB, for MPRV too. */
RT_TEST(copies_do_not_reach_the_code_that_copies)
{
    char buffer[4];

    begin(&program, program_calls);
    for (uintptr_t at = (uintptr_t)rt_text_start; at < (uintptr_t)rt_text_end; at += 256) {
        RT_REQUIRE_EQ(rt_program_copy_in(&program, buffer, at, 4), HAL_ERR_INVALID);
        RT_REQUIRE_EQ(rt_program_copy_out(&program, at, buffer, 4), HAL_ERR_INVALID);
    }
    RT_EXPECT_EQ(rt_program_copy_in(&program, buffer, (uintptr_t)code_copy + CODE_SIZE - 2, 2),
                 HAL_OK);
    RT_EXPECT_EQ(rt_program_copy_in(&program, buffer, UINTPTR_MAX - 1, 4), HAL_ERR_INVALID);
}

RT_TEST(regions_over_the_firmware_are_refused)
{
    struct rt_region region = {(uintptr_t)rt_text_start, 4096, RT_REGION_READ};

    RT_EXPECT_EQ(rt_regions_init(&regions, &region, 1), HAL_ERR_INVALID);
    region.base = (uintptr_t)rt_stack_start & ~4095UL;
    RT_EXPECT_EQ(rt_regions_init(&regions, &region, 1), HAL_ERR_INVALID);
    region.base = 0;
    RT_EXPECT_EQ(rt_regions_init(&regions, &region, 1), HAL_ERR_INVALID);
    region = (struct rt_region){(uintptr_t)data, 0, RT_REGION_READ};
    RT_EXPECT_EQ(rt_regions_init(&regions, &region, 1), HAL_ERR_INVALID);
    region = (struct rt_region){(uintptr_t)data, 64, RT_REGION_WRITE};
    RT_EXPECT_EQ(rt_regions_init(&regions, &region, 1), HAL_ERR_INVALID);
}

#ifdef __riscv_flen
/* A supervisor may set FS as it likes. */
RT_TEST(rounding_and_registers_of_one_program_reach_nobody)
{
    volatile float one = 1;
    volatile float three = 3;
    const float third = one / three;

    begin(&program, program_rounds);
    run(&program);
    RT_REQUIRE_EQ(program.frame.cause, CALL);
    RT_EXPECT(one / three == third);
    if (MODE == RT_MODE_SUPERVISOR) {
        begin(&other, program_spies);
        run(&other);
        run(&program);
        run(&other);
        RT_EXPECT_EQ(other.frame.cause, CALL);
        RT_EXPECT_EQ(other.frame.a0, 0);
    }
}
#endif

#ifdef __riscv_flen
RT_TEST(a_supervisor_still_sees_that_its_registers_are_dirty)
{
    if (MODE != RT_MODE_SUPERVISOR) {
        return;
    }
    begin(&program, program_dirties);
    run(&program);
    RT_REQUIRE_EQ(program.frame.a0 & MSTATUS_FS, MSTATUS_FS);
    run(&program);
    RT_REQUIRE_EQ(program.frame.cause, CALL);
    RT_EXPECT_EQ(program.frame.a1 & MSTATUS_FS, MSTATUS_FS);
}
#endif

#ifdef SEVERAL
RT_HART_STACK(first_stack, 2048);
RT_HART_STACK(second_stack, 2048);

static void run_on_hart(void *it)
{
    run(it);
}

/* What the hart locked at its first start stays, and what the last program had is off. */
RT_TEST(a_hart_that_starts_again_runs_programs)
{
    const struct rt_hart_stack stacks[] = {first_stack, second_stack, first_stack};

    for (unsigned i = 0; i < 3; i++) {
        begin(&program, program_calls);
        program.frame.a0 = i;
        RT_REQUIRE_EQ(rt_hart_start(1, run_on_hart, &program, stacks[i]), HAL_OK);
        RT_REQUIRE_EQ(rt_hart_wait(1, HAL_FOREVER), HAL_OK);
        RT_REQUIRE_EQ(program.frame.cause, CALL);
        RT_REQUIRE_EQ(program.frame.a0, i);
    }
}
#endif
