/* SPDX-License-Identifier: MIT */
/*
 * What the stage before passes in a0, a1 and a2: QEMU's boot ROM, and this firmware itself, which
 * starts a second time. By then it has spoiled the memory that the start copies and clears.
 */
#include "faults.h"

#include <rt/boot.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/test.h>

#include <stdint.h>

enum {
    STARTED_AGAIN = 0x5a18
};

#define MADE_A0 ((unsigned long)0x8123456789abcdefULL)
#define MADE_A1 ((unsigned long)0xfedcba9876543210ULL)
#define MADE_A2 (~0UL / 3)

__attribute__((section(".noinit"))) static unsigned state;
/* More than one iteration of the loops that copy and clear. */
static volatile unsigned long data[40] = {[0 ... 39] = 7};
static volatile unsigned long zeros[70];
static uintptr_t at_construction;

__attribute__((constructor)) static void look(void)
{
    at_construction = (uintptr_t)rt_boot_args.device_tree;
}

#ifdef PASSED_BY_QEMU
static unsigned tree_word(unsigned offset)
{
    const uint8_t *const at = (const uint8_t *)rt_boot_args.device_tree + offset;

    return (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 | at[3];
}

RT_TEST(qemu_passes_the_hart_and_the_device_tree)
{
    RT_EXPECT_EQ(rt_boot_args.hart_id, csr_read(mhartid));
    RT_EXPECT_EQ((uintptr_t)rt_boot_args.device_tree % 8, 0);
    RT_EXPECT_EQ(tree_word(0), 0xd00dfeed);
    /* Version 17, which version 16 can read. */
    RT_EXPECT_EQ(tree_word(20), 17);
    RT_EXPECT_EQ(tree_word(24), 16);
}
#endif

static void spoil(char *from, const char *to)
{
    for (volatile char *byte = from; byte != to; byte++) {
        *byte = (char)0xa5;
    }
}

/* Nothing that it has spoiled is used before the start. */
static void start_with_made_values(void)
{
    extern const char _start[];
    register unsigned long a0 __asm__("a0") = MADE_A0;
    register unsigned long a1 __asm__("a1") = MADE_A1;
    register unsigned long a2 __asm__("a2") = MADE_A2;

    __asm__ volatile("jr %3" ::"r"(a0), "r"(a1), "r"(a2), "r"(_start) : "memory");
}

RT_TEST(any_values_arrive)
{
    if (state != STARTED_AGAIN) {
        state = STARTED_AGAIN;
        rt_test_will_restart();
        if (hide((uintptr_t)rt_data_load) != (uintptr_t)rt_data_start) {
            spoil(rt_data_start, rt_data_end);
        }
        spoil(rt_bss_start, rt_bss_end);
        start_with_made_values();
    }
    RT_EXPECT_EQ(rt_boot_args.hart_id, MADE_A0);
    RT_EXPECT_EQ((uintptr_t)rt_boot_args.device_tree, MADE_A1);
    RT_EXPECT_EQ(rt_boot_args.info, MADE_A2);
    RT_EXPECT_EQ(at_construction, MADE_A1);
    for (unsigned i = 0; i < sizeof(data) / sizeof(data[0]); i++) {
        RT_EXPECT_EQ(data[i], 7);
    }
    for (unsigned i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++) {
        RT_EXPECT_EQ(zeros[i], 0);
    }
}
