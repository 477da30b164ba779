/* SPDX-License-Identifier: MIT */
/*
 * Remote fences (SBI, chapter 8). Another hart reads pages of a window all the time, so it has
 * their translations. The pages then change, and only the fence under test can make it see that.
 */
#include "case.h"
#include "paging.h"

enum {
    ASID = 5,
    OLD = 0x01d,
    NEW = 0x4e3,
};

static unsigned long page_pool[2][PAGE / sizeof(long)] __attribute__((aligned(PAGE)));
static unsigned long seen[WINDOW_PAGES];
static unsigned rounds, stop;

static void reader(struct hart *hart)
{
    (void)hart;
    paging_on(ASID);
    while (read_atomic(&stop) == 0) {
        for (unsigned i = 0; i < WINDOW_PAGES; i++) {
            seen[i] = *(volatile unsigned long *)paging_window(i);
        }
        __atomic_fetch_add(&rounds, 1, __ATOMIC_RELEASE);
    }
    paging_off();
}

static void wait_for_rounds(void)
{
    const unsigned before = read_atomic(&rounds);

    EXPECT(WAIT(read_atomic(&rounds) - before >= 2));
}

static void set_pages(unsigned first, unsigned count, unsigned which)
{
    for (unsigned i = first; i < first + count; i++) {
        paging_set(i, page_pool[which]);
    }
}

static void begin(void)
{
    page_pool[0][0] = OLD;
    page_pool[1][0] = NEW;
    paging_prepare();
    set_pages(0, WINDOW_PAGES, 0);
    stop = 0;
}

static void end(unsigned long hart)
{
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    EXPECT(hart_wait(hart, STOPPED));
}

/* A fence, and the pages that it must reach. */
static const struct fence {
    unsigned long function, start, size, asid;
    unsigned first, count;
} fences[] = {
    {1, 0, 0, 0, 0, WINDOW_PAGES},
    {1, 0, ~0UL, 0, 0, WINDOW_PAGES},
    {1, 1, ~0UL, 0, 0, WINDOW_PAGES},
    {1, 0, 1, 0, 0, 1},
    {1, 0, PAGE, 0, 0, 1},
    {1, 3 * PAGE, 2 * PAGE, 0, 3, 2},
    {1, 4 * PAGE - 8, 16, 0, 3, 2},
    {1, 0, 64 * PAGE, 0, 0, 64},
    {1, 0, 65 * PAGE, 0, 0, 65},
    {1, PAGE, 127 * PAGE, 0, 1, 127},
    {2, 0, 0, ASID, 0, WINDOW_PAGES},
    {2, 0, ~0UL, ASID, 0, WINDOW_PAGES},
    {2, 7 * PAGE, PAGE, ASID, 7, 1},
    {2, 8 * PAGE - 4, 8, ASID, 7, 2},
    {2, PAGE, 100 * PAGE, ASID, 1, 100},
};

static void expect_fenced(unsigned long hart, unsigned long base, const struct fence *fence)
{
    const bool is_whole = fence->count == WINDOW_PAGES;

    set_pages(0, WINDOW_PAGES, 0);
    EXPECT_EQ(sbi(RFENCE, 1, 1, hart).error, OK);
    wait_for_rounds();
    EXPECT_EQ(seen[fence->first], OLD);
    set_pages(fence->first, fence->count, 1);
    EXPECT_ERROR(OK, RFENCE, fence->function, base == ~0UL ? 0 : 1UL << (hart - base), base,
                 fence->start + (is_whole ? 0 : paging_window(0)), fence->size, fence->asid);
    wait_for_rounds();
    for (unsigned long i = fence->first; i < fence->first + fence->count; i++) {
        case_note("page", i);
        EXPECT_EQ(seen[i], NEW);
    }
}

CASE_FOR_HARTS(2, rfence, remote_translations_are_dropped)
{
    FOR_OTHERS(id)
    {
        begin();
        EXPECT(hart_run(id, reader));
        for (unsigned i = 0; i < sizeof(fences) / sizeof(fences[0]); i++) {
            expect_fenced(id, i % 2 == 0 ? id : ~0UL, &fences[i]);
        }
        for (unsigned long base = 0; base <= id; base++) {
            expect_fenced(id, base, &fences[0]);
        }
        end(id);
    }
}

CASE(rfence, own_translations_are_dropped)
{
    volatile unsigned long *const word = (volatile unsigned long *)paging_window(9);

    begin();
    paging_on(ASID);
    for (unsigned i = 0; i < sizeof(fences) / sizeof(fences[0]); i++) {
        set_pages(9, 1, 0);
        __asm__ volatile("sfence.vma" ::: "memory");
        EXPECT_EQ(*word, OLD);
        set_pages(9, 1, 1);
        EXPECT_ERROR(OK, RFENCE, fences[i].function, 1, machine.boot_hart,
                     fences[i].count == WINDOW_PAGES ? 0 : paging_window(9), fences[i].size,
                     fences[i].asid);
        EXPECT_EQ(*word, NEW);
    }
    paging_off();
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
    wait_for_rounds();
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    FOR_OTHERS(id)
    {
        EXPECT(hart_wait(id, STOPPED));
    }
}
