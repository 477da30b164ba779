/* SPDX-License-Identifier: MIT */
/* Structure blocks of single tokens, and how what is wrong with them is named. */
#include "fdt_tree.h"

static void expect_structure(const uint32_t *tokens, size_t count, int status, const char *error,
                             uint32_t token)
{
    struct tree tree;
    begin(&tree);
    for (size_t i = 0; i < count; i++) {
        build_token(&tree.build, tokens[i]);
    }
    memcpy(tree.build.strings, "name", 5);
    tree.build.strings_size = 5;
    assert_int_equal(open_built(&tree), HAL_OK);
    assert_int_equal(dtb_walk(&tree.dtb, NULL, 0, NULL), status);
    if (error == NULL) {
        assert_null(tree.dtb.error);
    } else {
        assert_string_equal(tree.dtb.error, error);
        assert_int_equal(tree.dtb.error_offset, tree.dtb.structure + 4 * token);
    }
    free(tree.blob);
}

#define EXPECT_STRUCTURE(status, error, token, ...)                                            \
    do {                                                                                       \
        static const uint32_t tokens_[] = {__VA_ARGS__};                                       \
        expect_structure(tokens_, sizeof(tokens_) / sizeof(tokens_[0]), status, error, token); \
    } while (0)

static void a_wrong_structure_is_named(void **state)
{
    const int bad = HAL_ERR_CORRUPT;
    (void)state;
    EXPECT_STRUCTURE(0, NULL, 0, 1, 0, 2, 9);
    EXPECT_STRUCTURE(0, NULL, 0, 4, 1, 0, 4, 2, 4, 9, 0xffffffff);
    EXPECT_STRUCTURE(0, NULL, 0, 1, 0, 3, 0, 4, 2, 9);
    EXPECT_STRUCTURE(bad, "the tree has no end", 3, 1, 0, 2);
    EXPECT_STRUCTURE(bad, "the tree has no end", 2, 1, 0);
    EXPECT_STRUCTURE(bad, "the tree has no end", 5, 1, 0, 3, 0, 0);
    EXPECT_STRUCTURE(bad, "the tree has no end", 6, 1, 0, 3, 4, 0, 1);
    EXPECT_STRUCTURE(bad, "the tree has no end", 4, 1, 0, 2, 4);
    EXPECT_STRUCTURE(bad, "the tree ends in a node, or has none", 2, 1, 0, 9);
    EXPECT_STRUCTURE(bad, "the tree ends in a node, or has none", 0, 9);
    EXPECT_STRUCTURE(bad, "a second root", 3, 1, 0, 2, 1, 0, 2, 9);
    EXPECT_STRUCTURE(bad, "the end of a node that has not begun", 0, 2, 9);
    EXPECT_STRUCTURE(bad, "no token", 2, 1, 0, 0, 2, 9);
    EXPECT_STRUCTURE(bad, "a node's name has no end", 0, 1, 0x61616161);
    EXPECT_STRUCTURE(bad, "a node's name has no end", 0, 1);
    EXPECT_STRUCTURE(bad, "a property that is not before a node's subnodes", 0, 3, 0, 0, 9);
    EXPECT_STRUCTURE(bad, "a property that is not before a node's subnodes", 5, 1, 0, 1, 0, 2, 3, 0,
                     0, 2, 9);
    EXPECT_STRUCTURE(bad, "a property without size and name", 2, 1, 0, 3, 0);
    EXPECT_STRUCTURE(bad, "a property's value does not fit", 2, 1, 0, 3, 9, 0, 2, 9);
    EXPECT_STRUCTURE(bad, "a property's value does not fit", 2, 1, 0, 3, 0xffffffff, 0, 2, 9);
    EXPECT_STRUCTURE(bad, "a property's name is not in the strings block", 2, 1, 0, 3, 0, 5, 2, 9);
}

static void nodes_are_nested_as_deep_as_promised(void **state)
{
    struct tree tree;
    (void)state;
    for (unsigned depth = DTB_DEPTH_MAX; depth <= DTB_DEPTH_MAX + 1; depth++) {
        begin(&tree);
        for (unsigned i = 0; i < depth; i++) {
            build_begin(&tree.build, i == 0 ? "" : "n");
        }
        for (unsigned i = 0; i < depth; i++) {
            build_end(&tree.build);
        }
        build_token(&tree.build, 9);
        assert_int_equal(open_built(&tree), HAL_OK);
        assert_int_equal(dtb_walk(&tree.dtb, NULL, 0, NULL),
                         depth == DTB_DEPTH_MAX ? 0 : HAL_ERR_UNSUPPORTED);
        free(tree.blob);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_structure_is_named),
        cmocka_unit_test(nodes_are_nested_as_deep_as_promised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
