/* SPDX-License-Identifier: MIT */
/*
 * lib/fdt with the tree that QEMU has made for this very machine.
 */
#include <board.h>
#include <fdt/values.h>
#include <fdt/write.h>
#include <rt/boot.h>
#include <rt/test.h>

#include <string.h>

enum {
    TREE_MAX = 16384,
    HARTS = 4, /* of the machine */
    PHANDLES = 16
};

static struct dtb tree;

static void open_tree(void)
{
    RT_REQUIRE_EQ(dtb_open(&tree, rt_boot_args.device_tree, TREE_MAX), HAL_OK);
}

struct machine {
    unsigned harts;
    unsigned sum;
    uint32_t timebase;
    struct dtb_range memory;
    struct dtb_property clint;
    struct dtb_phandles phandles;
};

static int add_hart(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    struct dtb_property reg;
    struct dtb_range range;

    RT_REQUIRE_EQ(dtb_get(node, "reg", &reg), HAL_OK);
    RT_REQUIRE_EQ(dtb_next_reg(&reg, node, &range), 1);
    if (dtb_is_enabled(node)) {
        machine->harts++;
        machine->sum += (unsigned)range.base;
    }
    return 0;
}

static int take_timebase(void *context, const struct dtb_node *node)
{
    return dtb_get_u32(node, "timebase-frequency", &((struct machine *)context)->timebase);
}

static int take_memory(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    struct dtb_property reg;

    RT_REQUIRE_EQ(dtb_get(node, "reg", &reg), HAL_OK);
    RT_REQUIRE_EQ(dtb_next_reg(&reg, node, &machine->memory), 1);
    return 0;
}

static int take_clint(void *context, const struct dtb_node *node)
{
    return dtb_get(node, "interrupts-extended", &((struct machine *)context)->clint);
}

static int add_phandle(void *context, const struct dtb_node *node)
{
    return dtb_phandles_add(&((struct machine *)context)->phandles, node);
}

static const struct dtb_rule rules[] = {
    {.path = "/cpus", .handler = take_timebase},
    {.path = "/cpus/cpu", .handler = add_hart},
    {.path = "/memory", .handler = take_memory},
    {.compatible = "riscv,clint0", .handler = take_clint},
    {.handler = add_phandle},
};

RT_TEST(fdt_finds_this_machine_in_one_walk)
{
    struct dtb_phandle entries[PHANDLES];
    struct machine machine = {.phandles = {"#interrupt-cells", entries, PHANDLES, 0}};
    struct dtb_reference reference;
    unsigned references = 0;
    uint64_t cause;

    open_tree();
    RT_REQUIRE_EQ(dtb_walk(&tree, rules, sizeof(rules) / sizeof(rules[0]), &machine), 0);
    RT_EXPECT_EQ(machine.harts, HARTS);
    RT_EXPECT_EQ(machine.sum, 0 + 1 + 2 + 3);
    RT_EXPECT_EQ(machine.timebase, (uint32_t)BOARD_TIMEBASE_HZ);
    RT_EXPECT_EQ(machine.memory.base, 0x80000000U);
    RT_EXPECT_EQ(machine.memory.size, 0x8000000U);
    while (dtb_next_reference(&machine.clint, dtb_phandles_cells, &machine.phandles, &reference) >
           0) {
        RT_REQUIRE_EQ(dtb_next_cells(&reference.cells, 1, &cause), 1);
        RT_EXPECT(cause == 3 || cause == 7);
        references++;
    }
    RT_EXPECT_EQ(references, 2 * HARTS);
}

RT_TEST(fdt_finds_the_console)
{
    struct dtb_node node;
    struct dtb_property reg;
    struct dtb_range range;
    const char *path;

    open_tree();
    RT_REQUIRE_EQ(dtb_find_path(&tree, "/chosen", &node), HAL_OK);
    RT_REQUIRE_EQ(dtb_get_string(&node, "stdout-path", &path), HAL_OK);
    RT_REQUIRE_EQ(dtb_find_path(&tree, path, &node), HAL_OK);
    RT_EXPECT(dtb_is_compatible(&node, "ns16550a"));
    RT_REQUIRE_EQ(dtb_get(&node, "reg", &reg), HAL_OK);
    RT_REQUIRE_EQ(dtb_next_reg(&reg, &node, &range), 1);
    RT_EXPECT_EQ(range.base, BOARD_UART0_BASE);
}

RT_TEST(fdt_prepares_a_tree_for_the_next_stage)
{
    /* At an odd address: misaligned accesses would trap on some cores. */
    static unsigned char buffer[TREE_MAX + 1];
    struct dtb_writer writer;
    struct dtb_node node;
    struct dtb_range range;
    const char *text;

    open_tree();
    memcpy(buffer + 1, tree.blob, tree.total_size);
    RT_REQUIRE_EQ(dtb_writer_open(&writer, buffer + 1, TREE_MAX), HAL_OK);
    RT_EXPECT_EQ(dtb_add_reservation(&writer, 0x80000000, 0x40000), HAL_OK);
    RT_REQUIRE_EQ(dtb_find_path(&writer.tree, "/cpus/cpu@1", &node), HAL_OK);
    RT_EXPECT_EQ(dtb_append_string(&writer, &node, "test,note", "kept"), HAL_OK);
    RT_REQUIRE_EQ(dtb_find_path(&writer.tree, "/cpus/cpu@2", &node), HAL_OK);
    RT_EXPECT_EQ(dtb_nop_node(&writer, &node), HAL_OK);
    RT_REQUIRE_EQ(dtb_writer_open(&writer, buffer + 1, TREE_MAX), HAL_OK);
    RT_EXPECT_EQ(dtb_get_reservation(&writer.tree, 0, &range), HAL_OK);
    RT_EXPECT_EQ(range.size, 0x40000U);
    RT_EXPECT_EQ(dtb_find_path(&writer.tree, "/cpus/cpu@2", &node), HAL_ERR_ABSENT);
    RT_REQUIRE_EQ(dtb_find_path(&writer.tree, "/cpus/cpu@1", &node), HAL_OK);
    RT_REQUIRE_EQ(dtb_get_string(&node, "test,note", &text), HAL_OK);
    RT_EXPECT_STR_EQ(text, "kept");
}
