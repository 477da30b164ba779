/* SPDX-License-Identifier: MIT */
/*
 * The PMP plan on the machine whose entries the linker computes: both must agree. The rest runs
 * here because of RV32, where addresses are as wide as the registers.
 */
#include "irq.h"
#include "pmp_model.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/protect.h>
#include <rt/test.h>

#include <assert.h>
#include <string.h>

static_assert(RT_WINDOW_READ == PMP_R && RT_WINDOW_WRITE == PMP_W && RT_WINDOW_EXECUTE == PMP_X,
              "a window's rights are those of a region");

/* Nesting handlers, so that there are more stacks and guards. */
RT_INTERRUPT_NESTING(software)
{
}

RT_INTERRUPT_NESTING(timer)
{
}

RT_INTERRUPT(external)
{
}

enum {
    ROWS = 16,
};

/* QEMU's core. */
static struct pmp_core core = {
    .entries = ROWS,
    .has_tor = true,
    .has_napot = true,
    .has_na4 = true,
    .grain = 4,
    .address_mask = __riscv_xlen == 32 ? 0xffffffff : ~0UL >> 10,
};

static struct pmp_region regions[32];
static unsigned count;
static struct pmp_plan plan;

static void add(unsigned long base, unsigned long size, unsigned machine, enum pmp_rank rank)
{
    regions[count++] = (struct pmp_region){
        .base = base,
        .size = size,
        .machine = (uint8_t)machine,
        .lower = PMP_ANY,
        .rank = (uint8_t)rank,
    };
}

static uint8_t linked_config(unsigned entry)
{
    return ((const uint8_t *)rti_pmp_table.configs)[entry];
}

/* The table has no address for the entry that is for all others. */
static unsigned long linked_address(unsigned entry)
{
    return entry == PROTECT_ROW_ALL ? core.address_mask : rti_pmp_table.addresses[entry];
}

/* What a NAPOT row of the table allows to load and store. */
static void add_open(unsigned entry, enum pmp_rank rank)
{
    const unsigned long address = rti_pmp_table.addresses[entry];
    const unsigned long ones = address ^ (address + 1);

    if (linked_config(entry) != 0) {
        add((address & ~ones) << 2, (ones + 1) << 2, PMP_R | PMP_W, rank);
    }
}

/* The guard of a stack that has one of its own. */
static void add_guard(unsigned entry, const char *stack, unsigned long size)
{
    if (linked_config(entry) != 0) {
        add((unsigned long)stack - size, size, 0, PMP_RANK_GUARD);
    }
}

/* What the rows of src/pmp/regions.h are for. */
static void add_linked_regions(void)
{
    const unsigned long guard = (unsigned long)(rt_stack_start - rt_stack_guard);
    const unsigned long text = (unsigned long)rt_text_start;
    const unsigned long text_end = (unsigned long)rti_pmp_table.addresses[5] << 2;
    const unsigned long rodata_end = (unsigned long)rti_pmp_table.addresses[6] << 2;

    count = 0;
    add(0, 4096, 0, PMP_RANK_GUARD);
    add((unsigned long)rt_stack_guard, guard, 0, PMP_RANK_PROGRAM_GUARD);
    add((unsigned long)rt_boot_trap_guard, guard, 0, PMP_RANK_TRAP_GUARD);
    add((unsigned long)rt_harts_start, guard, 0, PMP_RANK_GUARD);
    add(text, text_end - text, PMP_R | PMP_X, PMP_RANK_CODE);
    add(text_end, rodata_end - text_end, PMP_R, PMP_RANK_CONSTANTS);
    add_guard(8, rt_boot_irq_software_start, guard);
    add_guard(9, rt_boot_irq_timer_start, guard);
    add_guard(10, rt_boot_irq_external_start, guard);
    add_open(PROTECT_ROW_RAM, PMP_RANK_CODE);
    add_open(7, PMP_RANK_WINDOW);
    add_open(11, PMP_RANK_WINDOW);
    add(0, 0, 0, PMP_RANK_DENY_ALL);
}

static bool is_linked(unsigned long address, uint8_t config)
{
    for (unsigned i = 0; i < ROWS; i++) {
        if (linked_config(i) == config && linked_address(i) == address) {
            return true;
        }
    }
    return false;
}

RT_TEST(the_plan_has_the_rows_of_the_linker)
{
    const unsigned long text = (unsigned long)rti_pmp_table.addresses[5] * 4;
    const unsigned long size = text - (unsigned long)rt_text_start;
    unsigned linked = 0;

    add_linked_regions();
    RT_REQUIRE(rti_pmp_plan(&core, regions, count, &plan));
    RT_EXPECT_EQ(plan.missing_machine | plan.missing_lower | plan.denied, 0);
    RT_EXPECT_EQ(plan.mseccfg, 0);
    for (unsigned i = 0; i < plan.used; i++) {
        /* Code whose size is a power of two takes one entry in the plan, and two in the table. */
        if (is_linked(plan.rows.addresses[i], plan.rows.configs[i])) {
            linked++;
        }
    }
    for (unsigned i = 0; i < ROWS; i++) {
        linked -= linked_config(i) != 0;
    }
    if ((size & (size - 1)) != 0) {
        RT_EXPECT_EQ(linked, 0);
    }
    RT_EXPECT_STR_EQ(pmp_model_judge(&core, regions, count, &plan), NULL);
}

/* The linker's table does what the regions want, by the model. */
RT_TEST(the_rows_of_the_linker_do_what_the_plan_is_asked_for)
{
    static struct pmp_plan linked;

    add_linked_regions();
    for (unsigned i = 0; i < ROWS; i++) {
        linked.rows.configs[i] = linked_config(i);
        linked.rows.addresses[i] = linked_config(i) != 0 ? linked_address(i) : 0;
    }
    RT_EXPECT_STR_EQ(pmp_model_judge(&core, regions, count, &linked), NULL);
}

static struct pmp_registers now;

static void read_registers(void)
{
    const unsigned long addresses[] = {
        csr_read(pmpaddr0),  csr_read(pmpaddr1),  csr_read(pmpaddr2),  csr_read(pmpaddr3),
        csr_read(pmpaddr4),  csr_read(pmpaddr5),  csr_read(pmpaddr6),  csr_read(pmpaddr7),
        csr_read(pmpaddr8),  csr_read(pmpaddr9),  csr_read(pmpaddr10), csr_read(pmpaddr11),
        csr_read(pmpaddr12), csr_read(pmpaddr13), csr_read(pmpaddr14), csr_read(pmpaddr15),
    };
    const unsigned long configs[] = {
        csr_read(pmpcfg0),
#if __riscv_xlen == 32
        csr_read(pmpcfg1),
#endif
        csr_read(pmpcfg2),
#if __riscv_xlen == 32
        csr_read(pmpcfg3),
#endif
    };
    memcpy(now.addresses, addresses, sizeof(addresses));
    memcpy(now.configs, configs, sizeof(configs));
}

RT_TEST(a_plan_for_locked_registers_changes_nothing)
{
    add_linked_regions();
    read_registers();
    RT_REQUIRE(rt_protect_missing(0) == NULL);
    core.in_force = &now;
    RT_REQUIRE(rti_pmp_plan(&core, regions, count, &plan));
    core.in_force = NULL;
    RT_EXPECT_EQ(plan.missing_machine | plan.missing_lower | plan.denied, 0);
    for (unsigned i = 0; i < ROWS; i++) {
        RT_EXPECT_EQ(plan.rows.configs[i], now.configs[i]);
        RT_EXPECT(now.configs[i] == 0 || plan.rows.addresses[i] == now.addresses[i]);
    }
}

/* Each device has a region of its own instead of the two rows of the linker's table. */
static void add_windows(void)
{
    const struct pmp_region rest = regions[count - 1];

    count -= 3;
    for (unsigned w = 0; w < board_window_count; w++) {
        const struct board_window *window = &board_windows[w];
        add(window->base, window->size, window->rights, PMP_RANK_WINDOW);
    }
    regions[count++] = rest;
}

RT_TEST(windows_fit_in_64_entries_and_are_missing_in_16)
{
    struct pmp_core many = core;

    many.entries = 64;
    add_linked_regions();
    add_windows();
    RT_REQUIRE(rti_pmp_plan(&many, regions, count, &plan));
    RT_EXPECT_EQ(plan.missing_machine, 0);
    RT_EXPECT_STR_EQ(pmp_model_judge(&many, regions, count, &plan), NULL);
    RT_REQUIRE(rti_pmp_plan(&core, regions, count, &plan));
    RT_EXPECT_NE(plan.missing_machine & 1U << (count - 1), 0);
    RT_EXPECT_EQ(plan.denied, 0);
    RT_EXPECT_STR_EQ(pmp_model_judge(&core, regions, count, &plan), NULL);
}

RT_TEST(windows_are_in_order_and_whole_words)
{
    for (unsigned i = 0; i < board_window_count; i++) {
        const struct board_window *window = &board_windows[i];
        RT_EXPECT_EQ((window->base | window->size) % 4, 0);
        RT_EXPECT(memchr(window->name, 0, sizeof(window->name)) != NULL && window->name[0] != 0);
        RT_EXPECT_NE(window->rights, 0);
        RT_EXPECT(i == 0 || window[-1].base + window[-1].size <= window->base);
    }
}

RT_TEST(random_plans_do_what_they_say)
{
    static struct pmp_random random;

    for (uint32_t seed = 0; seed < 300; seed++) {
        pmp_model_random(&random, seed);
        RT_REQUIRE(rti_pmp_plan(&random.core, random.regions, random.count, &plan));
        const char *const problem =
            pmp_model_judge(&random.core, random.regions, random.count, &plan);
        if (problem != NULL) {
            RT_FAIL("seed %u: %s", (unsigned)seed, problem);
        }
    }
}
