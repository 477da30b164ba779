/* SPDX-License-Identifier: MIT */
/* Walks over device trees: what a firmware asks of one, and which nodes fit a rule. */
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
    struct tree tree;
    struct machine machine = {0};
    (void)state;
    make_machine(&tree);
    assert_int_equal(dtb_walk(&tree.dtb, everything, 1, &machine), -100);
    assert_int_equal(machine.calls, 2);
    assert_int_equal(dtb_walk(&tree.dtb, NULL, DTB_RULES_MAX + 1, NULL), HAL_ERR_INVALID);
    free(tree.blob);
}

static void a_name_without_unit_address_fits_any(void **state)
{
    static const struct {
        const char *path;
        const char *name;
    } finds[] = {
        {"/", ""},
        {"/cpus", "cpus"},
        {"/cpus/cpu", "cpu@0"},
        {"/cpus/cpu@1", "cpu@1"},
        {"/cpus/cpu@1:115200", "cpu@1"},
        {"/cpus/cpu@2/interrupt-controller", "interrupt-controller"},
        {"/memory", "memory@80000000"},
    };
    static const char *const missing[] = {
        "cpus",
        "",
        ":",
        "/cpu",
        "/cpus/",
        "/cpus/cp",
        "/cpus/cpu@",
        "/cpus/cpu@10",
        "/cpus@0",
        "/memory@8000",
        "//cpus",
        "/cpus/cpu/reg",
        "/clint@20000000",
    };
    struct tree tree;
    struct dtb_node node;
    (void)state;
    make_machine(&tree);
    for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
        assert_int_equal(dtb_find_path(&tree.dtb, finds[i].path, &node), HAL_OK);
        assert_string_equal(node.name, finds[i].name);
    }
    for (size_t i = 0; i < sizeof(missing) / sizeof(missing[0]); i++) {
        assert_int_equal(dtb_find_path(&tree.dtb, missing[i], &node), HAL_ERR_ABSENT);
    }
    free(tree.blob);
}

static void a_path_may_be_an_alias(void **state)
{
    static const struct {
        const char *path;
        int status;
    } finds[] = {
        {"ram", HAL_OK},          {"ram0", HAL_OK},           {"ram0:115200n8", HAL_OK},
        {"ra", HAL_ERR_ABSENT},   {"ram1", HAL_ERR_ABSENT},   {"lost", HAL_ERR_ABSENT},
        {"none", HAL_ERR_ABSENT}, {"second", HAL_ERR_ABSENT}, {"unended", HAL_ERR_CORRUPT},
    };
    struct tree tree;
    struct dtb_node node;
    (void)state;
    make_machine(&tree);
    for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
        assert_int_equal(dtb_find_path(&tree.dtb, finds[i].path, &node), finds[i].status);
        assert_true(finds[i].status != HAL_OK || strcmp(node.name, "memory@80000000") == 0);
    }
    free(tree.blob);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_walk_finds_what_a_firmware_wants),
        cmocka_unit_test(a_handler_ends_the_walk),
        cmocka_unit_test(a_name_without_unit_address_fits_any),
        cmocka_unit_test(a_path_may_be_an_alias),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
