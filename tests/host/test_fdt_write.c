/* SPDX-License-Identifier: MIT */
/* Changes of device trees: what they make of the blob, and that an error changes nothing. */
#include "fdt_tree.h"

#include <fdt/values.h>
#include <fdt/write.h>

enum {
    ROOM = 512
};

struct buffer {
    struct dtb_writer writer;
    unsigned char *bytes;
    unsigned char *before;
    size_t size; /* of the blob, before changes */
    size_t capacity;
};

/* Opens the test machine in a buffer with some room. */
static void open_machine(struct buffer *buffer, size_t room)
{
    struct tree tree;

    make_machine(&tree);
    buffer->size = tree.size;
    buffer->capacity = tree.size + room;
    buffer->bytes = (unsigned char *)malloc(buffer->capacity);
    buffer->before = (unsigned char *)malloc(buffer->capacity);
    memset(buffer->bytes, 0x5a, buffer->capacity);
    memcpy(buffer->bytes, tree.blob, tree.size);
    memcpy(buffer->before, buffer->bytes, buffer->capacity);
    free(tree.blob);
    assert_int_equal(dtb_writer_open(&buffer->writer, buffer->bytes, buffer->capacity), HAL_OK);
}

static void close_buffer(struct buffer *buffer)
{
    free(buffer->bytes);
    free(buffer->before);
}

static struct dtb_node find(struct buffer *buffer, const char *path)
{
    struct dtb_node node = {0};
    assert_int_equal(dtb_find_path(&buffer->writer.tree, path, &node), HAL_OK);
    return node;
}

static bool is_unchanged(const struct buffer *buffer)
{
    return memcmp(buffer->bytes, buffer->before, buffer->capacity) == 0;
}

/* The tree that was kept must be the one that a reader finds. */
static void reopen(struct buffer *buffer)
{
    const struct dtb kept = buffer->writer.tree;
    assert_int_equal(dtb_writer_open(&buffer->writer, buffer->bytes, buffer->capacity), HAL_OK);
    assert_int_equal(buffer->writer.tree.total_size, kept.total_size);
    assert_int_equal(buffer->writer.tree.structure, kept.structure);
    assert_int_equal(buffer->writer.tree.structure_size, kept.structure_size);
    assert_int_equal(buffer->writer.tree.strings, kept.strings);
    assert_int_equal(buffer->writer.tree.strings_size, kept.strings_size);
    assert_int_equal(buffer->writer.tree.reservation_count, kept.reservation_count);
}

static void what_is_overwritten_is_gone(void **state)
{
    struct buffer buffer;
    struct dtb_property property;
    struct dtb_node node;
    (void)state;
    open_machine(&buffer, 0);
    node = find(&buffer, "/cpus/cpu@1");
    assert_int_equal(dtb_nop_property(&buffer.writer, &node, "status"), HAL_OK);
    assert_int_equal(dtb_nop_property(&buffer.writer, &node, "status"), HAL_ERR_ABSENT);
    assert_int_equal(dtb_get(&node, "status", &property), HAL_ERR_ABSENT);
    assert_int_equal(dtb_get(&node, "compatible", &property), HAL_OK);
    assert_int_equal(dtb_nop_node(&buffer.writer, &node), HAL_OK);
    assert_int_equal(dtb_nop_node(&buffer.writer, &node), HAL_ERR_INVALID);
    assert_int_equal(dtb_find_path(&buffer.writer.tree, "/cpus/cpu@1", &node), HAL_ERR_ABSENT);
    assert_string_equal(find(&buffer, "/cpus/cpu@2").name, "cpu@2");
    node = find(&buffer, "/");
    assert_int_equal(dtb_nop_node(&buffer.writer, &node), HAL_ERR_INVALID);
    reopen(&buffer);
    assert_int_equal(buffer.writer.tree.total_size, buffer.size);
    close_buffer(&buffer);
}

static void a_value_keeps_its_size(void **state)
{
    struct buffer buffer;
    uint32_t value = 0;
    (void)state;
    open_machine(&buffer, 0);
    const struct dtb_node node = find(&buffer, "/cpus");
    const char *const name = "timebase-frequency";
    assert_int_equal(dtb_set_property(&buffer.writer, &node, name, "123", 3), HAL_ERR_INVALID);
    assert_int_equal(dtb_set_u32(&buffer.writer, &node, "timebase", 5), HAL_ERR_ABSENT);
    assert_true(is_unchanged(&buffer));
    assert_int_equal(dtb_set_u32(&buffer.writer, &node, name, 0x01020304), HAL_OK);
    assert_int_equal(dtb_get_u32(&node, name, &value), HAL_OK);
    assert_int_equal(value, 0x01020304);
    reopen(&buffer);
    close_buffer(&buffer);
}

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

static void wrong_arguments_change_nothing(void **state)
{
    struct buffer buffer;
    struct dtb_node node;
    (void)state;
    open_machine(&buffer, ROOM);
    struct dtb_writer *const writer = &buffer.writer;
    const struct dtb_node cpus = find(&buffer, "/cpus");
    struct dtb_node wrong = cpus;
    assert_int_equal(dtb_append_u32(writer, &cpus, "#size-cells", 1), HAL_ERR_INVALID);
    assert_int_equal(dtb_append_u32(writer, &cpus, "", 1), HAL_ERR_INVALID);
    assert_int_equal(dtb_append_node(writer, &cpus, "cpu@1", &node), HAL_ERR_INVALID);
    assert_int_equal(dtb_append_node(writer, &cpus, "", &node), HAL_ERR_INVALID);
    assert_int_equal(dtb_append_node(writer, &cpus, "a/b", &node), HAL_ERR_INVALID);
    assert_int_equal(dtb_add_reservation(writer, 1, 0), HAL_ERR_INVALID);
    wrong.depth = DTB_DEPTH_MAX - 1;
    assert_int_equal(dtb_append_node(writer, &wrong, "n", &node), HAL_ERR_INVALID);
    for (uint32_t offset = 0; offset < buffer.size + 8; offset++) {
        wrong = cpus;
        wrong.offset = offset;
        const uint32_t place = offset - writer->tree.structure;
        if (place % 4 != 0 || place >= writer->tree.structure_size ||
            buffer.bytes[offset + 3] != 1) {
            assert_int_equal(dtb_nop_node(writer, &wrong), HAL_ERR_INVALID);
            assert_int_equal(dtb_append_u32(writer, &wrong, "n", 1), HAL_ERR_INVALID);
        }
    }
    assert_true(is_unchanged(&buffer));
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

static void blocks_in_another_order_are_only_read(void **state)
{
    struct buffer buffer;
    struct dtb tree;
    (void)state;
    open_machine(&buffer, ROOM);
    const uint32_t from = buffer.writer.tree.structure;
    const uint32_t size = buffer.writer.tree.structure_size;
    /* The structure block moves behind the strings. */
    const uint32_t to = (uint32_t)(buffer.size + 3) & ~3U;
    unsigned char *const bytes = (unsigned char *)malloc(to + size);
    memcpy(bytes, buffer.bytes, buffer.size);
    memcpy(bytes + to, buffer.bytes + from, size);
    build_word(bytes + 4, to + size);
    build_word(bytes + 8, to);
    assert_int_equal(dtb_open(&tree, bytes, to + size), HAL_OK);
    assert_int_equal(dtb_walk(&tree, NULL, 0, NULL), 0);
    assert_int_equal(dtb_writer_open(&buffer.writer, bytes, to + size), HAL_ERR_UNSUPPORTED);
    free(bytes);
    close_buffer(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_overwritten_is_gone),
        cmocka_unit_test(a_value_keeps_its_size),
        cmocka_unit_test(what_is_appended_is_found),
        cmocka_unit_test(a_name_that_is_there_is_shared),
        cmocka_unit_test(wrong_arguments_change_nothing),
        cmocka_unit_test(without_room_nothing_changes),
        cmocka_unit_test(sizes_that_overflow_have_no_room),
        cmocka_unit_test(blocks_in_another_order_are_only_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
