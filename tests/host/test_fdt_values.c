/* SPDX-License-Identifier: MIT */
/* Values of properties, references to nodes, and memory reservations. */
#include "fdt_tree.h"

#include <fdt/values.h>

static void values_have_the_size_that_is_asked_for(void **state)
{
    struct tree tree;
    struct dtb_node node;
    struct dtb_property property;
    const char *string = NULL;
    uint32_t word = 1;
    uint64_t number = 1;
    (void)state;
    make_machine(&tree);
    assert_int_equal(dtb_find_path(&tree.dtb, "/chosen", &node), HAL_OK);
    assert_int_equal(dtb_get_u64(&node, "linux,initrd-start", &number), HAL_OK);
    assert_int_equal(number, 0x88000000);
    assert_int_equal(dtb_get_u64(&node, "linux,initrd-end", &number), HAL_OK);
    assert_int_equal(number, UINT64_C(0x100000002));
    assert_int_equal(dtb_get_u32(&node, "linux,initrd-end", &word), HAL_ERR_CORRUPT);
    assert_int_equal(dtb_get_u64(&node, "unended", &number), HAL_ERR_CORRUPT);
    assert_int_equal(dtb_get_string(&node, "unended", &string), HAL_ERR_CORRUPT);
    assert_int_equal(dtb_get_string(&node, "empty", &string), HAL_ERR_CORRUPT);
    assert_int_equal(dtb_get_u32(&node, "linux,initrd", &word), HAL_ERR_ABSENT);
    assert_int_equal(dtb_get_u64(&node, "linux,initrd", &number), HAL_ERR_ABSENT);
    assert_int_equal(dtb_get_string(&node, "linux,initrd", &string), HAL_ERR_ABSENT);
    assert_int_equal(dtb_get(&node, "reg", &property), HAL_ERR_ABSENT);
    assert_int_equal(dtb_next_string(&property, &string), 0);
    assert_int_equal(word, 1);
    free(tree.blob);
}

static void numbers_have_up_to_64_bits(void **state)
{
    static const unsigned char bytes[] = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0};
    struct dtb_property cells = {"", bytes, 16};
    uint64_t number = 0;
    (void)state;
    assert_int_equal(dtb_next_cells(&cells, 4, &number), HAL_ERR_UNSUPPORTED);
    assert_int_equal(dtb_next_cells(&cells, 0, &number), HAL_ERR_UNSUPPORTED);
    assert_int_equal(dtb_next_cells(&cells, 5, &number), HAL_ERR_UNSUPPORTED);
    assert_int_equal(cells.size, 16);
    assert_int_equal(dtb_next_cells(&cells, 3, &number), 1);
    assert_int_equal(number, UINT64_C(0x100000002));
    assert_int_equal(dtb_next_cells(&cells, 2, &number), HAL_ERR_CORRUPT);
    assert_int_equal(dtb_next_cells(&cells, 1, &number), 1);
    assert_int_equal(number, 3);
    assert_int_equal(dtb_next_cells(&cells, 2, &number), 0);
    cells = (struct dtb_property){"", bytes + 16, 2};
    assert_int_equal(dtb_next_cells(&cells, 1, &number), HAL_ERR_CORRUPT);
}

static int collect(void *context, const struct dtb_node *node)
{
    return dtb_phandles_add((struct dtb_phandles *)context, node);
}

static void references_ask_their_target_for_the_number_of_cells(void **state)
{
    static const struct dtb_rule everything[] = {{.handler = collect}};
    struct dtb_phandle entries[3];
    struct dtb_phandles table = {"#interrupt-cells", entries, 3, 0};
    struct dtb_reference reference;
    struct dtb_property property;
    struct dtb_node node;
    struct tree tree;
    uint64_t cell;
    (void)state;
    make_machine(&tree);
    assert_int_equal(dtb_walk(&tree.dtb, everything, 1, &table), 0);
    assert_int_equal(dtb_find_path(&tree.dtb, "/clint", &node), HAL_OK);
    assert_int_equal(dtb_get(&node, "interrupts-extended", &property), HAL_OK);
    assert_int_equal(dtb_next_reference(&property, dtb_phandles_cells, &table, &reference), 1);
    assert_int_equal(reference.phandle, 12);
    assert_int_equal(dtb_next_cells(&reference.cells, 1, &cell), 1);
    assert_int_equal(cell, 7);
    assert_int_equal(dtb_next_cells(&reference.cells, 1, &cell), 0);
    assert_int_equal(dtb_next_reference(&property, dtb_phandles_cells, &table, &reference), 1);
    assert_int_equal(reference.phandle, 11);
    assert_int_equal(reference.cells.size, 0);
    /* The tree has no node 3, which the second reference's cell would be. */
    assert_int_equal(dtb_next_reference(&property, dtb_phandles_cells, &table, &reference),
                     HAL_ERR_ABSENT);
    assert_int_equal(property.size, 12);
    property.value += 4;
    property.size -= 8;
    assert_int_equal(dtb_next_reference(&property, dtb_phandles_cells, &table, &reference),
                     HAL_ERR_CORRUPT);
    assert_int_equal(dtb_find_phandle(&tree.dtb, 11, &node), HAL_OK);
    assert_int_equal(node.depth, 3);
    assert_int_equal(dtb_find_phandle(&tree.dtb, 13, &node), HAL_ERR_ABSENT);
    table = (struct dtb_phandles){"#interrupt-cells", entries, 2, 0};
    assert_int_equal(dtb_walk(&tree.dtb, everything, 1, &table), HAL_ERR_UNSUPPORTED);
    free(tree.blob);
}

static void a_number_of_cells_is_one_cell(void **state)
{
    static const struct dtb_rule everything[] = {{.handler = collect}};
    struct dtb_phandle entries[1];
    struct dtb_phandles table = {"#interrupt-cells", entries, 1, 0};
    struct tree tree;
    (void)state;
    begin(&tree);
    build_begin(&tree.build, "");
    build_cell(&tree.build, "phandle", 1);
    build_property(&tree.build, "#interrupt-cells", "\0\0\0\0\0\0\0\1", 8);
    build_end(&tree.build);
    build_token(&tree.build, 9);
    assert_int_equal(open_built(&tree), HAL_OK);
    assert_int_equal(dtb_walk(&tree.dtb, everything, 1, &table), HAL_ERR_CORRUPT);
    free(tree.blob);
}

static void reservations_are_counted(void **state)
{
    struct dtb_range range;
    struct tree tree;
    (void)state;
    make_machine(&tree);
    assert_int_equal(dtb_get_reservation(&tree.dtb, 0, &range), HAL_OK);
    assert_int_equal(range.base, 0x80000000);
    assert_int_equal(range.size, 0x20000);
    assert_int_equal(dtb_get_reservation(&tree.dtb, 1, &range), HAL_ERR_ABSENT);
    free(tree.blob);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_the_size_that_is_asked_for),
        cmocka_unit_test(numbers_have_up_to_64_bits),
        cmocka_unit_test(references_ask_their_target_for_the_number_of_cells),
        cmocka_unit_test(a_number_of_cells_is_one_cell),
        cmocka_unit_test(reservations_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
