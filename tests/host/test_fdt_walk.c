/* SPDX-License-Identifier: MIT */
/* Walks over device trees: what a firmware asks of one. */
#include "fdt_tree.h"

#include <fdt/values.h>

/* What a firmware takes from a tree. */
struct machine {
    uint64_t harts[8];
    unsigned hart_count;
    struct dtb_range memory[8];
    unsigned memory_count;
    uint32_t timebase;
    const char *arguments;
    unsigned cores;
    unsigned calls;
};

static int take_timebase(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    return dtb_get_u32(node, "timebase-frequency", &machine->timebase);
}

static int add_hart(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    struct dtb_property reg;
    struct dtb_range range;
    if (dtb_is_enabled(node) && dtb_get(node, "reg", &reg) == HAL_OK &&
        dtb_next_reg(&reg, node, &range) > 0) {
        machine->harts[machine->hart_count++] = range.base;
        assert_int_equal(range.size, 0);
    }
    return 0;
}

static int add_memory(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    struct dtb_property reg;
    assert_int_equal(dtb_get(node, "reg", &reg), HAL_OK);
    while (dtb_next_reg(&reg, node, &machine->memory[machine->memory_count]) > 0) {
        machine->memory_count++;
    }
    assert_int_equal(dtb_next_reg(&reg, node, &machine->memory[0]), 0);
    return 0;
}

static int take_arguments(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    return dtb_get_string(node, "bootargs", &machine->arguments);
}

static int count_core(void *context, const struct dtb_node *node)
{
    struct machine *const machine = (struct machine *)context;
    machine->cores += dtb_is_compatible(node, "riscv");
    assert_false(dtb_is_compatible(node, "risc"));
    return 0;
}

static int count_call(void *context, const struct dtb_node *node)
{
    (void)node;
    ((struct machine *)context)->calls++;
    return 0;
}

static const struct dtb_rule rules[] = {
    {.path = "/cpus", .handler = take_timebase},
    {.path = "/cpus/cpu", .handler = add_hart},
    {.path = "/memory", .handler = add_memory},
    {.path = "/chosen", .handler = take_arguments},
    {.compatible = "vendor,core", .handler = count_core},
    {.path = "/cpus/cpu@1", .compatible = "riscv", .handler = count_call},
    {.path = "/cpus/cpu@0", .compatible = "other", .handler = count_call},
};

static void one_walk_finds_what_a_firmware_wants(void **state)
{
    struct tree tree;
    struct machine machine = {0};
    (void)state;
    make_machine(&tree);
    assert_int_equal(dtb_walk(&tree.dtb, rules, sizeof(rules) / sizeof(rules[0]), &machine), 0);
    assert_int_equal(machine.hart_count, 2);
    assert_int_equal(machine.harts[1], 1);
    assert_int_equal(machine.memory_count, 2);
    assert_int_equal(machine.memory[0].base, 0x80000000);
    assert_int_equal(machine.memory[0].size, 0x10000000);
    assert_int_equal(machine.memory[1].base, UINT64_C(0x100000000));
    assert_int_equal(machine.memory[1].size, UINT64_C(0x200000000));
    assert_int_equal(machine.timebase, 10000000);
    assert_string_equal(machine.arguments, "console=ttyS0");
    assert_int_equal(machine.cores, 3);
    assert_int_equal(machine.calls, 1);
    assert_int_equal(tree.dtb.boot_hart, 3);
    free(tree.blob);
}

static int stop(void *context, const struct dtb_node *node)
{
    (void)node;
    return ++((struct machine *)context)->calls == 2 ? -100 : 0;
}

static void a_handler_ends_the_walk(void **state)
{
    static const struct dtb_rule everything[] = {{.handler = stop}};
    struct machine machine = {0};
    struct tree tree;
    (void)state;
    make_machine(&tree);
    assert_int_equal(dtb_walk(&tree.dtb, everything, 1, &machine), -100);
    assert_int_equal(machine.calls, 2);
    assert_int_equal(dtb_walk(&tree.dtb, NULL, DTB_RULES_MAX + 1, NULL), HAL_ERR_INVALID);
    free(tree.blob);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_walk_finds_what_a_firmware_wants),
        cmocka_unit_test(a_handler_ends_the_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
