/* SPDX-License-Identifier: MIT */
/*
 * Debug console (SBI, chapter 12). What is printed, run.py looks for.
 */
#include "case.h"
#include "paging.h"

static char pages[2 * PAGE] __attribute__((aligned(PAGE)));

static void write_all(const char *at, unsigned long size)
{
    const uint64_t end = time_after_ms(5000);

    while (size != 0 && time_now() < end) {
        const struct result result = sbi(DBCN, 0, size, (unsigned long)at);
        EXPECT_EQ(result.error, OK);
        EXPECT(result.value <= size);
        at += result.value;
        size -= result.value;
    }
    EXPECT_EQ(size, 0);
}

static char *put(char *at, const char *text)
{
    while (*text != '\0') {
        *at++ = *text++;
    }
    return at;
}

CASE(dbcn, writes_at_the_edges_of_pages)
{
    char *const start = pages + PAGE - 7;

    const char *const end = put(start, "across a page\n");
    write_all(start, (unsigned long)(end - start));
    put(pages, "first\n");
    write_all(pages, 6);
    put(pages + 2 * PAGE - 5, "last\n");
    write_all(pages + 2 * PAGE - 5, 5);
}

CASE(dbcn, writes_bytes)
{
    for (const char *at = "one by one\n"; *at != '\0'; at++) {
        EXPECT_ERROR(OK, DBCN, 2, (unsigned char)*at | ~0xffUL);
    }
}

CASE(dbcn, no_bytes)
{
    EXPECT_ERROR(OK, DBCN, 0, 0, (unsigned long)pages, 0);
    EXPECT_ERROR(OK, DBCN, 1, 0, (unsigned long)pages, 0);
}

/* Memory that is not the supervisor's, or is none. */
static void expect_refused(unsigned long size, unsigned long low, unsigned long high)
{
    case_note("address", low);
    EXPECT_ERROR(INVALID_PARAM, DBCN, 0, size, low, high);
    EXPECT_ERROR(INVALID_PARAM, DBCN, 1, size, low, high);
}

CASE(dbcn, memory_of_others_is_refused)
{
    const unsigned long base = (unsigned long)machine.firmware_base;
    const unsigned long end = machine_number("firmware_end=", 0);

    for (unsigned long at = base; at < end; at += 64) {
        expect_refused(1, at, 0);
        expect_refused(PAGE, at, 0);
    }
    expect_refused(1, end - 1, 0);
    expect_refused(2, base - 1, 0);
    expect_refused((unsigned long)pages - end + 2, end - 1, 0);
    expect_refused(~0UL, base, 0);
    expect_refused(~0UL, (unsigned long)pages, 0);
    expect_refused(~0UL - (unsigned long)pages + 2, (unsigned long)pages, 0);
    expect_refused(1, 0, 0);
    if (!machine_is_ram(~0UL)) {
        expect_refused(1, ~0UL, 0);
        expect_refused(~0UL - (unsigned long)pages + 1, (unsigned long)pages, 0);
    }
    expect_refused(4, 0x2000000, 0);
    expect_refused(4, 0x100000, 0);
    expect_refused(4, 0x10000000, 0);
    expect_refused(4, 0xc000000, 0);
}

CASE(dbcn, the_high_part_counts)
{
    expect_refused(1, (unsigned long)pages, 1);
    expect_refused(1, (unsigned long)pages, ~0UL);
    expect_refused(1, (unsigned long)pages, 1UL << (8 * sizeof(long) - 1));
    expect_refused(1, 0, 1);
}

CASE(dbcn, the_end_of_memory)
{
    const unsigned long end = (unsigned long)machine.ram_end;

    if (machine.ram_end > ~0UL) {
        return;
    }
    expect_refused(1, end, 0);
    expect_refused(2, end - 1, 0);
    expect_refused(PAGE, end - PAGE + 1, 0);
    expect_refused(end - (unsigned long)pages + 1, (unsigned long)pages, 0);
    EXPECT_EQ(sbi(DBCN, 1, 1, end - 1).error, OK);
    EXPECT_EQ(sbi(DBCN, 1, PAGE, end - PAGE).error, OK);
}

/* run.py types "0123456789" when it sees the question. */
CASE(dbcn, reads_at_the_edge_of_a_page)
{
    char *const start = pages + PAGE - 5;
    unsigned long size = 0;
    const uint64_t end = time_after_ms(20000);

    for (unsigned i = 0; i < sizeof(pages); i++) {
        pages[i] = 'x';
    }
    EXPECT_ERROR(OK, DBCN, 1, 10, (unsigned long)start);
    EXPECT_EQ(*start, 'x');
    say("type ten digits\n");
    while (size < 10 && time_now() < end) {
        const struct result result = sbi(DBCN, 1, 10 - size, (unsigned long)start + size);
        EXPECT_EQ(result.error, OK);
        EXPECT(result.value <= 10 - size);
        size += result.value;
    }
    for (unsigned i = 0; i < 10; i++) {
        EXPECT_EQ(start[i], '0' + i);
    }
    EXPECT_EQ(start[-1], 'x');
    EXPECT_EQ(start[10], 'x');
}
