/* SPDX-License-Identifier: MIT */
/* Paths of device trees: which node fits one first. */
#include "fdt_tree.h"

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
        {"/*", "clint@2000000"},
        {"/*/cpu@1", "cpu@1"},
        {"/cpus/*/interrupt-controller", "interrupt-controller"},
    };
    static const char *const missing[] = {
        "*",
        "/clint/*",
        "/cpu*",
        "/**",
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
        {"ram", HAL_OK},
        {"ram0", HAL_OK},
        {"ram0:115200n8", HAL_OK},
        {"ra", HAL_ERR_ABSENT},
        {"ram1", HAL_ERR_ABSENT},
        {"lost", HAL_ERR_ABSENT},
        {"none", HAL_ERR_ABSENT},
        {"second", HAL_ERR_ABSENT},
        {"unended", HAL_ERR_CORRUPT},
        {"empty", HAL_ERR_CORRUPT},
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
        cmocka_unit_test(a_name_without_unit_address_fits_any),
        cmocka_unit_test(a_path_may_be_an_alias),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
