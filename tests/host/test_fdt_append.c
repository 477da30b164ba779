/* SPDX-License-Identifier: MIT */
/* Additions to device trees, and that without room nothing changes. */
#include "fdt_buffer.h"

static void what_is_appended_is_found(void **state)
{
    struct buffer buffer;
    struct dtb_node node;
    struct dtb_range range;
    const char *string;
    uint32_t value;
    (void)state;
    open_machine(&buffer, ROOM);
    assert_int_equal(dtb_add_reservation(&buffer.writer, 0x123456789a, 0xbcdef01234), HAL_OK);
    const struct dtb_node chosen = find(&buffer, "/chosen");
    assert_int_equal(dtb_append_string(&buffer.writer, &chosen, "stdout-path", "/uart"), HAL_OK);
    assert_int_equal(dtb_append_u32(&buffer.writer, &chosen, "reg", 7), HAL_OK);
    assert_int_equal(dtb_append_node(&buffer.writer, &chosen, "log@8", &node), HAL_OK);
    assert_int_equal(dtb_append_property(&buffer.writer, &node, "on", NULL, 0), HAL_OK);
    assert_int_equal(dtb_append_u32(&buffer.writer, &node, "size", 9), HAL_OK);
    reopen(&buffer);
    assert_int_equal(dtb_get_reservation(&buffer.writer.tree, 1, &range), HAL_OK);
    assert_int_equal(range.base, 0x123456789a);
    assert_int_equal(range.size, 0xbcdef01234);
    node = find(&buffer, "/chosen");
    assert_int_equal(dtb_get_string(&node, "stdout-path", &string), HAL_OK);
    assert_string_equal(string, "/uart");
    assert_int_equal(dtb_get_string(&node, "bootargs", &string), HAL_OK);
    node = find(&buffer, "/chosen/log");
    assert_string_equal(node.name, "log@8");
    assert_int_equal(dtb_get_u32(&node, "size", &value), HAL_OK);
    assert_int_equal(value, 9);
    close_buffer(&buffer);
}

static void only_names_of_subnodes_are_taken(void **state)
{
    struct buffer buffer;
    struct dtb_node node;
    (void)state;
    open_machine(&buffer, ROOM);
    const struct dtb_node cpus = find(&buffer, "/cpus");
    /* A node of each subnode has this name. */
    assert_int_equal(dtb_append_node(&buffer.writer, &cpus, "interrupt-controller", &node), HAL_OK);
    assert_int_equal(dtb_append_node(&buffer.writer, &cpus, "interrupt-controller", &node),
                     HAL_ERR_INVALID);
    close_buffer(&buffer);
}

static void room_before_the_structure_is_used_first(void **state)
{
    struct build build;
    struct dtb_writer writer;
    size_t size;
    (void)state;
    build_machine(&build);
    /* An empty entry behind the one that ends the block. */
    build.reservation_words += 2;
    unsigned char *const blob = build_finish(&build, &size);
    assert_int_equal(dtb_writer_open(&writer, blob, size), HAL_OK);
    assert_int_equal(dtb_add_reservation(&writer, 1, 2), HAL_OK);
    assert_int_equal(dtb_add_reservation(&writer, 3, 4), HAL_ERR_UNSUPPORTED);
    assert_int_equal(dtb_writer_open(&writer, blob, size), HAL_OK);
    assert_int_equal(writer.tree.reservation_count, 2);
    free(blob);
}

static void the_only_name_is_shared(void **state)
{
    struct build build = {0};
    struct dtb_writer writer;
    struct dtb_node root;
    size_t size;
    (void)state;
    build_begin(&build, "");
    build_begin(&build, "node");
    build_string(&build, "name", "");
    build_end(&build);
    build_end(&build);
    build_token(&build, 9);
    unsigned char *const blob = build_finish(&build, &size);
    unsigned char buffer[256];
    memcpy(buffer, blob, size);
    free(blob);
    assert_int_equal(dtb_writer_open(&writer, buffer, sizeof(buffer)), HAL_OK);
    assert_int_equal(dtb_find_path(&writer.tree, "/", &root), HAL_OK);
    assert_int_equal(dtb_append_u32(&writer, &root, "name", 1), HAL_OK);
    assert_int_equal(writer.tree.strings_size, 5);
}

static void cells_are_filled_up_with_zeros(void **state)
{
    struct buffer buffer;
    struct dtb_property property;
    struct dtb_node node;
    (void)state;
    open_machine(&buffer, ROOM);
    const struct dtb_node chosen = find(&buffer, "/chosen");
    assert_int_equal(dtb_append_property(&buffer.writer, &chosen, "n", "12345", 5), HAL_OK);
    assert_int_equal(dtb_get(&chosen, "n", &property), HAL_OK);
    assert_memory_equal(property.value, "12345\0\0\0", 8);
    assert_int_equal(dtb_append_node(&buffer.writer, &chosen, "12345", &node), HAL_OK);
    assert_memory_equal(node.name, "12345\0\0\0", 8);
    close_buffer(&buffer);
}

static void a_name_that_is_there_is_shared(void **state)
{
    struct buffer buffer;
    (void)state;
    open_machine(&buffer, ROOM);
    const uint32_t strings = buffer.writer.tree.strings_size;
    /* The last string of the block. */
    const struct dtb_node memory = find(&buffer, "/memory");
    assert_int_equal(dtb_append_u32(&buffer.writer, &memory, "unended", 1), HAL_OK);
    const struct dtb_node node = find(&buffer, "/chosen");
    assert_int_equal(dtb_append_u32(&buffer.writer, &node, "model", 1), HAL_OK);
    assert_int_equal(dtb_append_u32(&buffer.writer, &node, "cells", 1), HAL_OK);
    assert_int_equal(buffer.writer.tree.strings_size, strings);
    assert_int_equal(dtb_append_u32(&buffer.writer, &node, "mode", 1), HAL_OK);
    assert_int_equal(buffer.writer.tree.strings_size, strings + 5);
    close_buffer(&buffer);
}

/* Makes a change with this much room; returns its status. */
static int change_with_room(unsigned change, size_t room)
{
    struct buffer buffer;
    struct dtb_node added;
    int status;
    open_machine(&buffer, room);
    const struct dtb_node node = find(&buffer, "/chosen");
    switch (change) {
    case 0:
        status = dtb_add_reservation(&buffer.writer, 1, 2);
        break;
    case 1:
        status = dtb_append_property(&buffer.writer, &node, "reg", "12345", 5);
        break;
    case 2:
        status = dtb_append_string(&buffer.writer, &node, "new-name", "");
        break;
    default:
        status = dtb_append_node(&buffer.writer, &node, "log@1000", &added);
        break;
    }
    if (status == HAL_OK) {
        assert_int_equal(buffer.writer.tree.total_size, buffer.capacity);
        reopen(&buffer);
    } else {
        assert_true(is_unchanged(&buffer));
        assert_string_equal(buffer.writer.tree.error, "the buffer has no room");
    }
    close_buffer(&buffer);
    return status;
}

static void without_room_nothing_changes(void **state)
{
    static const size_t needs[] = {16, 12 + 8, 12 + 4 + 9, 4 + 12 + 4};
    (void)state;
    for (unsigned change = 0; change < 4; change++) {
        for (size_t room = 0; room < needs[change]; room++) {
            assert_int_equal(change_with_room(change, room), HAL_ERR_UNSUPPORTED);
        }
        assert_int_equal(change_with_room(change, needs[change]), HAL_OK);
    }
}

static void sizes_that_overflow_have_no_room(void **state)
{
    static const size_t sizes[] = {SIZE_MAX,   SIZE_MAX - 3,    SIZE_MAX - 12,
                                   UINT32_MAX, UINT32_MAX - 11, INT32_MAX};
    struct buffer buffer;
    (void)state;
    open_machine(&buffer, ROOM);
    const struct dtb_node node = find(&buffer, "/chosen");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        assert_int_equal(dtb_append_property(&buffer.writer, &node, "n", "", sizes[i]),
                         HAL_ERR_UNSUPPORTED);
    }
    assert_true(is_unchanged(&buffer));
    close_buffer(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_appended_is_found),
        cmocka_unit_test(only_names_of_subnodes_are_taken),
        cmocka_unit_test(room_before_the_structure_is_used_first),
        cmocka_unit_test(the_only_name_is_shared),
        cmocka_unit_test(cells_are_filled_up_with_zeros),
        cmocka_unit_test(a_name_that_is_there_is_shared),
        cmocka_unit_test(without_room_nothing_changes),
        cmocka_unit_test(sizes_that_overflow_have_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
