/* SPDX-License-Identifier: MIT */
/*
 * Remote fences of translations (SBI, chapter 8). Another hart reads pages of a window all the
 * time, so it has their translations. The pages then change, and only the fence under test can make
 * it see that.
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

/* While the step is odd the page is new for every hart. */
static unsigned step, too_late;

static void watch(struct hart *hart)
{
    (void)hart;
    paging_on(ASID);
    while (read_atomic(&stop) == 0) {
        const unsigned before = read_atomic(&step);
        const unsigned long word = *(volatile unsigned long *)paging_window(0);
        __asm__ volatile("fence" ::: "memory");
        if (word != NEW && before % 2 != 0 && read_atomic(&step) == before) {
            __atomic_fetch_add(&too_late, 1, __ATOMIC_RELAXED);
        }
        __atomic_fetch_add(&rounds, 1, __ATOMIC_RELEASE);
    }
    paging_off();
}

/* The call returns only when the other harts have executed the fence. QEMU interrupts them so soon
 * that they do so in any case. */
CASE_FOR_HARTS(2, rfence, the_caller_waits)
{
    begin();
    step = too_late = 0;
    FOR_OTHERS(id)
    {
        EXPECT(hart_run(id, watch));
    }
    for (unsigned i = 0; i < 200 / machine.hart_count; i++) {
        set_pages(0, 1, 0);
        EXPECT_ERROR(OK, RFENCE, 1, 0, ~0UL);
        wait_for_rounds();
        set_pages(0, 1, 1);
        EXPECT_ERROR(OK, RFENCE, 1, 0, ~0UL);
        __atomic_fetch_add(&step, 1, __ATOMIC_SEQ_CST);
        wait_for_rounds();
        __atomic_fetch_add(&step, 1, __ATOMIC_SEQ_CST);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    FOR_OTHERS(id)
    {
        EXPECT(hart_wait(id, STOPPED));
    }
    EXPECT_EQ(too_late, 0);
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
