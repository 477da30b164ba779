/* SPDX-License-Identifier: MIT */
/*
 * A start without a reset, after a program has run: nothing is left of the program's regions, which
 * a program of the new start would have too.
 */
#include "pmp/entries.h"
#include "pmp/regions.h"

#include <rt/csr.h>
#include <rt/program_image.h>
#include <rt/test.h>

enum {
    RIGHTS = PMP_R | PMP_W | PMP_X,
};

RT_PROGRAM_IMAGE(caller);

static struct rt_program program;
static struct rt_regions regions;

/* QEMU's memory begins with zeros. */
__attribute__((section(".noinit"))) static unsigned starts, opened_by_program;

/* Entries that give lower modes a right. */
static unsigned opened(void)
{
    unsigned count = 0;

    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        const uint8_t config = rti_pmp_config(entry);
        count += (config & PMP_LOCK) == 0 && (config & PMP_NAPOT) != 0 && (config & RIGHTS) != 0;
    }
    return count;
}

/* While the program runs: at its end, its regions are closed. */
struct rt_program *rt_program_trap(struct rt_program *it)
{
    extern const char _start[];

    (void)it;
    opened_by_program = opened();
    rt_test_will_restart();
    csr_write(mie, 0);
    __asm__ volatile("jr %0" : : "r"(_start) : "memory");
    return NULL;
}

static void run_a_program_once(void)
{
    if (starts++ == 0) {
        RT_REQUIRE_EQ(rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_caller), HAL_OK);
        rt_program_run(&program);
    }
}

RT_TEST_FIXTURE(run_a_program_once, NULL);

RT_TEST(nothing_is_open_after_a_start_without_a_reset)
{
    RT_EXPECT_EQ(starts, 2);
    RT_EXPECT(opened_by_program != 0);
    RT_EXPECT_EQ(opened(), 0);
}
