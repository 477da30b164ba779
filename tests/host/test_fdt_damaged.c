/* SPDX-License-Identifier: MIT */
/*
 * Blobs that are damaged at every place. None may lead outside the blob, which ASan sees, or be
 * read without end, and what is wrong must be named.
 */
#include "fdt_tree.h"

#include <fdt/cursor.h>
#include <fdt/values.h>

/* A header word, its value, and what the tree then says. */
struct wrong {
    size_t offset;
    uint32_t value;
    int status;
    const char *error;
};

static void a_wrong_header_is_named(void **state)
{
    static const struct wrong wrongs[] = {
        {0, 0xedfe0dd0, HAL_ERR_CORRUPT, "no device tree: wrong magic number"},
        {4, 39, HAL_ERR_CORRUPT, "total size out of range"},
        {4, 0x7fffffff, HAL_ERR_CORRUPT, "total size out of range"},
        {8, 36, HAL_ERR_CORRUPT, "structure block out of range"},
        {8, 74, HAL_ERR_CORRUPT, "structure block out of range"},
        {8, 0xfffffffc, HAL_ERR_CORRUPT, "structure block out of range"},
        {8, 48, HAL_ERR_CORRUPT, "blocks overlap"},
        {12, 0xffffffff, HAL_ERR_CORRUPT, "strings block out of range"},
        {16, 44, HAL_ERR_CORRUPT, "offset of the reservations out of range"},
        {16, 0, HAL_ERR_CORRUPT, "offset of the reservations out of range"},
        {16, 0xfffffff8, HAL_ERR_CORRUPT, "offset of the reservations out of range"},
        {20, 16, HAL_ERR_UNSUPPORTED, "not compatible with version 17"},
        {24, 18, HAL_ERR_UNSUPPORTED, "not compatible with version 17"},
        {32, 0xffffffff, HAL_ERR_CORRUPT, "strings block out of range"},
        {32, 5, HAL_ERR_CORRUPT, "the last string has no end"},
        {36, 0xfffffffc, HAL_ERR_CORRUPT, "structure block out of range"},
        {36, 41, HAL_ERR_CORRUPT, "structure block out of range"},
    };
    struct tree tree;
    (void)state;
    make_machine(&tree);
    for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
        unsigned char saved[4];
        memcpy(saved, tree.blob + wrongs[i].offset, 4);
        build_word(tree.blob + wrongs[i].offset, wrongs[i].value);
        assert_int_equal(dtb_open(&tree.dtb, tree.blob, tree.size), wrongs[i].status);
        assert_string_equal(tree.dtb.error, wrongs[i].error);
        memcpy(tree.blob + wrongs[i].offset, saved, 4);
    }
    assert_int_equal(dtb_open(&tree.dtb, tree.blob, tree.size - 1), HAL_ERR_CORRUPT);
    assert_int_equal(dtb_open(&tree.dtb, tree.blob, 39), HAL_ERR_CORRUPT);
    assert_string_equal(tree.dtb.error, "smaller than a header");
    memset(tree.blob + BUILD_HEADER, 1, tree.size - BUILD_HEADER);
    assert_int_equal(dtb_open(&tree.dtb, tree.blob, tree.size), HAL_ERR_CORRUPT);
    assert_string_equal(tree.dtb.error, "the reservations have no end");
    free(tree.blob);
}

/* Moves a block to each place at which it is not, up to the last one at which it fits. */
static void expect_no_place(struct tree *tree, size_t word, uint32_t place, uint32_t step)
{
    for (uint32_t offset = 0; offset < tree->size; offset += step) {
        build_word(tree->blob + word, offset);
        assert_int_equal(dtb_open(&tree->dtb, tree->blob, tree->size),
                         offset == place ? HAL_OK : HAL_ERR_CORRUPT);
    }
    build_word(tree->blob + word, place);
}

static void blocks_do_not_overlap(void **state)
{
    struct tree tree;
    (void)state;
    make_machine(&tree);
    const struct dtb built = tree.dtb;
    expect_no_place(&tree, 8, built.structure, 4);
    expect_no_place(&tree, 12, built.strings, 1);
    free(tree.blob);
}

static int read_all(void *context, const struct dtb_node *node)
{
    struct dtb_property property;
    struct dtb_range range;
    const char *string;
    uint64_t number;
    (void)context;
    (void)dtb_is_enabled(node);
    hal_ignore(dtb_get_u64(node, "phandle", &number));
    if (dtb_get(node, "reg", &property) == HAL_OK) {
        while (dtb_next_reg(&property, node, &range) > 0) {
        }
    }
    hal_ignore(dtb_get_string(node, "bootargs", &string));
    return 0;
}

static void read_damaged(struct tree *tree, size_t size)
{
    static const struct dtb_rule damaged[] = {
        {.handler = read_all},
        {.path = "/cpus/cpu@1/interrupt-controller", .handler = read_all},
        {.compatible = "riscv", .handler = read_all},
    };
    struct dtb_cursor cursor;
    struct dtb_range range;
    int event;
    if (dtb_open(&tree->dtb, tree->blob, size) != HAL_OK) {
        assert_non_null(tree->dtb.error);
        return;
    }
    for (unsigned i = 0; dtb_get_reservation(&tree->dtb, i, &range) == HAL_OK; i++) {
    }
    const int status = dtb_walk(&tree->dtb, damaged, 3, NULL);
    assert_true(status == 0 || tree->dtb.error != NULL);
    dtb_cursor_start(&cursor, &tree->dtb);
    do {
        event = dtb_next(&cursor);
    } while (event > DTB_END);
    assert_int_equal(event, status);
    assert_int_equal(dtb_next(&cursor), event);
}

static void damage_at_any_place_is_survived(void **state)
{
    static const uint32_t words[] = {0,          1,          2,          3,          4,    9,    5,
                                     0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffc, 0x40, 0x100};
    struct tree tree;
    (void)state;
    make_machine(&tree);
    for (size_t at = 0; at + 4 <= tree.size; at++) {
        unsigned char saved[4];
        memcpy(saved, tree.blob + at, 4);
        for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
            build_word(tree.blob + at, words[i]);
            read_damaged(&tree, tree.size);
        }
        memcpy(tree.blob + at, saved, 4);
    }
    for (size_t size = 0; size < tree.size; size++) {
        unsigned char *const whole = tree.blob;
        tree.blob = (unsigned char *)malloc(size + 1);
        memcpy(tree.blob + 1, whole, size);
        tree.blob++;
        if (size >= 8) {
            build_word(tree.blob + 4, (uint32_t)size);
        }
        read_damaged(&tree, size);
        free(tree.blob - 1);
        tree.blob = whole;
    }
    free(tree.blob);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_header_is_named),
        cmocka_unit_test(blocks_do_not_overlap),
        cmocka_unit_test(damage_at_any_place_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
