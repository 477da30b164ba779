/* SPDX-License-Identifier: MIT */
/*
 * Tries to load, store and execute in every page of the firmware's memory, its timer and its reset
 * device, in supervisor and user mode, and through page tables.
 */
#include "case.h"
#include "paging.h"

enum {
    FETCH_FAULT = 1,
    LOAD_FAULT = 5,
    STORE_FAULT = 7,
};

#define CLINT     0x2000000UL
#define CLINT_END 0x2010000UL
#define RESET     0x100000UL
#define RESET_END 0x101000UL

static void expect_denied(unsigned long address)
{
    case_note("address", address);
    EXPECT_EQ(probe_load(address), LOAD_FAULT);
    EXPECT_EQ(self()->fault_address, address);
    EXPECT_EQ(probe_store(address, 0), STORE_FAULT);
    EXPECT_EQ(probe_execute(address), FETCH_FAULT);
    EXPECT_EQ(probe_user_load(address), LOAD_FAULT);
    EXPECT_EQ(probe_user_store(address), STORE_FAULT);
    EXPECT_EQ(probe_user_execute(address), FETCH_FAULT);
}

static void expect_range_denied(unsigned long base, unsigned long end)
{
    for (unsigned long page = base; page < end; page += PAGE) {
        const unsigned long last = end - page < PAGE ? end - 4 : page + PAGE - 4;
        expect_denied(page);
        expect_denied(page + (last - page) / 8 * 4);
        expect_denied(last);
    }
}

static unsigned long firmware_end(void)
{
    return machine_number("firmware_end=", 0);
}

CASE(access, firmware)
{
    EXPECT(machine.firmware_base != 0 && firmware_end() > machine.firmware_base);
    expect_range_denied((unsigned long)machine.firmware_base, firmware_end());
}

/* The last page of the reserved memory is not all the firmware's. */
CASE(access, memory_behind_the_firmware)
{
    const unsigned long end = (unsigned long)machine.firmware_end;

    EXPECT(end >= firmware_end() && end - firmware_end() < PAGE);
    EXPECT_EQ(probe_load(end), -1);
    EXPECT_EQ(probe_store(end, 7), -1);
    EXPECT_EQ(probe_user_load(end), -1);
    EXPECT_EQ(probe_user_store(end + PAGE), -1);
    /* It overlaps what is denied. */
    EXPECT(probe_load(firmware_end() - 2) > 0);
    EXPECT(probe_store(firmware_end() - 2, 0) > 0);
}

CASE(access, devices_of_machine_mode)
{
    expect_range_denied(CLINT, CLINT_END);
    expect_range_denied(RESET, RESET_END);
}

static void everything(struct hart *hart)
{
    (void)hart;
    expect_range_denied((unsigned long)machine.firmware_base, firmware_end());
    expect_range_denied(CLINT, CLINT_END);
    expect_range_denied(RESET, RESET_END);
}

CASE_FOR_HARTS(2, access, everything_from_other_harts)
{
    FOR_OTHERS(id)
    {
        EXPECT(hart_run(id, everything));
        EXPECT(hart_wait(id, STOPPED));
    }
}

static void expect_mapped_denied(unsigned long memory)
{
    const unsigned long address = paging_window(1);

    case_note("memory", memory);
    paging_set(1, (const void *)memory);
    __asm__ volatile("sfence.vma" ::: "memory");
    EXPECT_EQ(probe_load(address), LOAD_FAULT);
    EXPECT_EQ(probe_store(address, 0), STORE_FAULT);
    EXPECT_EQ(probe_execute(address), FETCH_FAULT);
}

/* The core must not read page tables there either: a load would tell what they hold. */
static void expect_no_table(unsigned long memory)
{
    case_note("table", memory);
    paging_set_table(memory);
    __asm__ volatile("sfence.vma" ::: "memory");
    for (unsigned i = 0; i < WINDOW_PAGES; i += 31) {
        EXPECT_EQ(probe_load(paging_window(i)), LOAD_FAULT);
        EXPECT_EQ(probe_store(paging_window(i), 0), STORE_FAULT);
    }
}

CASE(access, page_tables)
{
    paging_prepare();
    paging_on(1);
    for (unsigned long page = (unsigned long)machine.firmware_base; page < firmware_end();
         page += PAGE) {
        expect_mapped_denied(page);
    }
    expect_mapped_denied(CLINT);
    expect_mapped_denied(RESET);
    for (unsigned long page = (unsigned long)machine.firmware_base; page + PAGE <= firmware_end();
         page += PAGE) {
        expect_no_table(page);
    }
    paging_off();
}
