/* SPDX-License-Identifier: MIT */
/* Changes of device trees in place, and that an error changes nothing. */
#include "fdt_buffer.h"

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
    wrong = cpus;
    wrong.offset = UINT32_MAX - 3;
    assert_int_equal(dtb_nop_property(writer, &wrong, "n"), HAL_ERR_INVALID);
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
        cmocka_unit_test(wrong_arguments_change_nothing),
        cmocka_unit_test(blocks_in_another_order_are_only_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
