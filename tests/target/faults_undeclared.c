/* SPDX-License-Identifier: MIT */
/*
 * Addresses of neither RAM nor a device that the board declares can't be accessed, although QEMU's
 * virt ignores stores there, and rt_protect_open opens them.
 */
#include "faults.h"

#include <board.h>
#include <rt/protect.h>
#include <rt/test.h>

enum {
    /* Within PCIe's windows, where no device is. */
    PCIE_MIDDLE = BOARD_PCIE_MEMORY_BASE + 0x10000000,
    ROOM = 0x1000,
};

#define STORE(name, address)                                                 \
    RT_TEST_PANICS(name, "store to an address where nothing may be written") \
    {                                                                        \
        AT(unsigned, address) = 1;                                           \
    }

STORE(store_to_an_empty_window, PCIE_MIDDLE)
STORE(store_above_the_flash, BOARD_FLASH1_BASE + BOARD_FLASH1_SIZE)
STORE(store_to_configuration_space, BOARD_PCIE_BASE + 0x8000)
STORE(store_below_ram, 0x80000000 - 4)

RT_TEST_PANICS(load_from_an_empty_window, "load from an address where nothing may be read")
{
    (void)AT(unsigned, PCIE_MIDDLE);
}

RT_TEST_PANICS(jump_to_an_empty_window, "jump to an address that is not code")
{
    ((void (*)(void))(uintptr_t)PCIE_MIDDLE)();
}

RT_TEST(an_opened_range_is_accessible)
{
    RT_EXPECT(rt_protect_open(PCIE_MIDDLE, ROOM));
    AT(unsigned, PCIE_MIDDLE) = 1;
    AT(unsigned, PCIE_MIDDLE + ROOM - 4) = 1;
    RT_EXPECT(rt_protect_missing(0) == NULL);
}

RT_TEST_PANICS(store_above_an_opened_range, "store to an address where nothing may be written")
{
    RT_EXPECT(rt_protect_open(PCIE_MIDDLE, ROOM));
    AT(unsigned, PCIE_MIDDLE + ROOM) = 1;
}

RT_TEST(a_range_of_which_only_the_beginning_is_open_is_opened)
{
    RT_EXPECT(rt_protect_open(PCIE_MIDDLE, ROOM));
    RT_EXPECT(rt_protect_open(PCIE_MIDDLE, 2 * ROOM));
    AT(unsigned, PCIE_MIDDLE + ROOM) = 1;
    RT_EXPECT(rt_protect_missing(0) == NULL);
}

RT_TEST_PANICS(opened_is_not_executable, "jump to an address that is not code")
{
    RT_EXPECT(rt_protect_open(PCIE_MIDDLE, ROOM));
    ((void (*)(void))(uintptr_t)PCIE_MIDDLE)();
}

RT_TEST(a_range_must_be_a_power_of_two_and_aligned)
{
    RT_EXPECT(!rt_protect_open(PCIE_MIDDLE, 0));
    RT_EXPECT(!rt_protect_open(PCIE_MIDDLE, 4));
    RT_EXPECT(!rt_protect_open(PCIE_MIDDLE, 3 * ROOM));
    RT_EXPECT(!rt_protect_open(PCIE_MIDDLE + ROOM / 2, ROOM));
    RT_EXPECT(rt_protect_missing(0) == NULL);
}

RT_TEST(entries_are_used_up_and_opening_twice_takes_one)
{
    unsigned count = 0;

    while (count < 16 && rt_protect_open(PCIE_MIDDLE + count * 2 * ROOM, ROOM)) {
        RT_EXPECT(rt_protect_open(PCIE_MIDDLE + count * 2 * ROOM, ROOM));
        count++;
    }
    /* Entries 8 to 10, 12 and 13. */
    RT_EXPECT_EQ(count, 5);
    RT_EXPECT(rt_protect_open(PCIE_MIDDLE, ROOM));
    AT(unsigned, PCIE_MIDDLE + (count - 1) * 2 * ROOM) = 1;
    RT_EXPECT(rt_protect_missing(0) == NULL);
}
