/* SPDX-License-Identifier: MIT */
/*
 * Remote fences (SBI, chapter 8): of instructions, of guests, of absent and stopped harts, and of
 * harts that fence each other.
 */
#include "case.h"

static unsigned rounds, stop;

static void end(unsigned long hart)
{
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    EXPECT(hart_wait(hart, STOPPED));
}

static uint32_t code[2] __attribute__((aligned(16)));
static unsigned long returned;
static unsigned asked;

/* Returns what the code does once it is asked to. */
static void run_code(struct hart *hart)
{
    (void)hart;
    while (read_atomic(&stop) == 0) {
        if (read_atomic(&asked) != rounds) {
            returned = ((unsigned long (*)(void))(unsigned long)code)();
            __atomic_store_n(&rounds, asked, __ATOMIC_RELEASE);
        }
    }
}

/* li a0, number; ret */
static void write_code(unsigned number)
{
    ((volatile uint32_t *)code)[0] = number << 20 | 0x513;
    ((volatile uint32_t *)code)[1] = 0x8067;
    __asm__ volatile("fence; fence.i" ::: "memory");
}

/*
 * QEMU notices by itself that code changes, so on it this can't fail; nor may the other hart
 * execute the code while it changes, which QEMU would not notice despite the fence.
 */
CASE_FOR_HARTS(2, rfence, another_hart_executes_changed_code)
{
    stop = 0;
    rounds = asked = 0;
    write_code(1);
    EXPECT(hart_run(machine_other(), run_code));
    for (unsigned number = 1; number < 100; number++) {
        write_code(number);
        EXPECT_ERROR(OK, RFENCE, 0, 1, machine_other());
        __atomic_store_n(&asked, number, __ATOMIC_RELEASE);
        EXPECT(WAIT(read_atomic(&rounds) == number));
        EXPECT_EQ(returned, number);
    }
    end(machine_other());
}

CASE(rfence, absent_harts_are_refused)
{
    for (unsigned long function = 0; function < 3; function++) {
        for (unsigned long id = 0; id < 8 * sizeof(long); id++) {
            case_note("absent hart", id);
            if ((machine.harts >> id & 1) == 0) {
                EXPECT_ERROR(INVALID_PARAM, RFENCE, function, 1UL << id, 0);
                EXPECT_ERROR(INVALID_PARAM, RFENCE, function, machine.harts | 1UL << id, 0);
                EXPECT_ERROR(INVALID_PARAM, RFENCE, function, 1, id);
            }
        }
        EXPECT_ERROR(INVALID_PARAM, RFENCE, function, ~0UL, machine.boot_hart + 1);
        EXPECT_ERROR(INVALID_PARAM, RFENCE, function, 1, ~0UL - 1);
        EXPECT_ERROR(OK, RFENCE, function, 0, ~0UL);
        EXPECT_ERROR(OK, RFENCE, function, machine.harts, 0);
    }
}

/* A stopped hart has no translations that matter, and must not be waited for. */
CASE_FOR_HARTS(2, rfence, stopped_harts_do_not_block)
{
    FOR_OTHERS(id)
    {
        EXPECT(hart_wait(id, STOPPED));
    }
    for (unsigned i = 0; i < 100; i++) {
        EXPECT_ERROR(OK, RFENCE, 1, 0, ~0UL);
    }
}

/* With a hypervisor extension all four do something, without it all four are refused. */
CASE(rfence, guests)
{
    const long first = sbi(RFENCE, 3, 1, machine.boot_hart, 0, 0, 1).error;

    EXPECT(first == OK || first == NOT_SUPPORTED);
    for (unsigned long function = 3; function <= 6; function++) {
        case_note("function", function);
        EXPECT_EQ(sbi(RFENCE, function, 0, ~0UL, 0, 0).error, first);
        EXPECT_EQ(sbi(RFENCE, function, 0, ~0UL, 0x1000, 0x3000, 1).error, first);
        EXPECT_EQ(sbi(RFENCE, function, 1, machine.boot_hart, 0x1000, ~0UL, 1).error, first);
    }
}

static void fence_all(struct hart *hart)
{
    (void)hart;
    while (read_atomic(&stop) == 0) {
        EXPECT_ERROR(OK, RFENCE, 1, 0, ~0UL, 0, 0);
        __atomic_fetch_add(&rounds, 1, __ATOMIC_RELEASE);
    }
}

CASE_FOR_HARTS(2, rfence, harts_fence_each_other)
{
    stop = 0;
    FOR_OTHERS(id)
    {
        EXPECT(hart_run(id, fence_all));
    }
    for (unsigned i = 0; i < 1000 / machine.hart_count; i++) {
        EXPECT_ERROR(OK, RFENCE, 1, 0, ~0UL, 0, 0);
    }
    const unsigned before = read_atomic(&rounds);
    EXPECT(WAIT(read_atomic(&rounds) - before >= 2));
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    FOR_OTHERS(id)
    {
        EXPECT(hart_wait(id, STOPPED));
    }
}
