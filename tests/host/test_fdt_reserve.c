/* SPDX-License-Identifier: MIT */
/* Memory that the next stage must not map, and room for it. */
#include "fdt_buffer.h"

static const struct dtb_range firmware = {0x80000000, 0x17000};

static void expect_reserved(struct buffer *buffer, const char *path)
{
    const struct dtb_node node = find(buffer, path);
    struct dtb_property property;
    struct dtb_range range;

    assert_int_equal(dtb_get(&node, "reg", &property), HAL_OK);
    assert_int_equal(dtb_next_reg(&property, &node, &range), 1);
    assert_int_equal(range.base, firmware.base);
    assert_int_equal(range.size, firmware.size);
    assert_int_equal(dtb_get(&node, "no-map", &property), HAL_OK);
    assert_int_equal(property.size, 0);
}

static void a_node_is_made_and_used_again(void **state)
{
    struct buffer buffer;
    uint32_t cells;
    (void)state;
    open_machine(&buffer, ROOM);
    const struct dtb_node root = find(&buffer, "/");
    assert_int_equal(dtb_reserve_unmapped(&buffer.writer, &root, NULL, "firmware@1", firmware),
                     HAL_OK);
    reopen(&buffer);
    const struct dtb_node reserved = find(&buffer, "/reserved-memory");
    assert_int_equal(dtb_get_u32(&reserved, "#address-cells", &cells), HAL_OK);
    assert_int_equal(cells, root.child_address_cells);
    assert_int_equal(dtb_reserve_unmapped(&buffer.writer, &root, &reserved, "firmware@2", firmware),
                     HAL_OK);
    assert_int_equal(dtb_reserve_unmapped(&buffer.writer, &root, &reserved, "firmware@2", firmware),
                     HAL_ERR_INVALID);
    reopen(&buffer);
    expect_reserved(&buffer, "/reserved-memory/firmware@1");
    expect_reserved(&buffer, "/reserved-memory/firmware@2");
    close_buffer(&buffer);
}

/* With each room from none on: all of it, or nothing. */
static void without_room_nothing_changes(void **state)
{
    unsigned failed = 0;
    (void)state;
    for (unsigned room = 0; room < ROOM; room++) {
        struct buffer buffer;
        struct dtb_node reserved;
        open_machine(&buffer, ROOM);
        const struct dtb_node root = find(&buffer, "/");
        const bool has_parent = room % 2 != 0;
        if (has_parent) {
            assert_int_equal(dtb_append_node(&buffer.writer, &root, "reserved-memory", &reserved),
                             HAL_OK);
            reserved = find(&buffer, "/reserved-memory");
        }
        struct dtb_writer *const writer = &buffer.writer;
        writer->capacity = writer->tree.strings + writer->tree.strings_size + room / 2;
        const uint32_t size = writer->tree.structure_size;
        const int status = dtb_reserve_unmapped(writer, &root, has_parent ? &reserved : NULL,
                                                "firmware@1", firmware);
        if (status != HAL_OK) {
            assert_int_equal(status, HAL_ERR_UNSUPPORTED);
            assert_int_equal(writer->tree.structure_size, size);
            failed++;
        }
        close_buffer(&buffer);
    }
    assert_true(failed > 100);
}

static void a_number_must_fit_its_cells(void **state)
{
    const struct dtb_range high = {0x180000000, 0x1000};
    struct buffer buffer;
    (void)state;
    open_machine(&buffer, ROOM);
    struct dtb_node root = find(&buffer, "/");
    root.child_address_cells = 1;
    assert_int_equal(dtb_reserve_unmapped(&buffer.writer, &root, NULL, "firmware@1", high),
                     HAL_ERR_UNSUPPORTED);
    root.child_address_cells = 3;
    assert_int_equal(dtb_reserve_unmapped(&buffer.writer, &root, NULL, "firmware@1", firmware),
                     HAL_ERR_UNSUPPORTED);
    assert_true(is_unchanged(&buffer));
    close_buffer(&buffer);
}

static void room_is_added_as_far_as_there_is_some(void **state)
{
    struct buffer buffer;
    (void)state;
    open_machine(&buffer, ROOM);
    struct dtb_writer *const writer = &buffer.writer;
    const uint32_t size = writer->tree.total_size;
    const uint32_t most = writer->capacity - size;
    assert_int_equal(dtb_add_room(writer, most + 1), HAL_ERR_UNSUPPORTED);
    assert_int_equal(dtb_add_room(writer, UINT32_MAX), HAL_ERR_UNSUPPORTED);
    assert_true(is_unchanged(&buffer));
    assert_int_equal(dtb_add_room(writer, most), HAL_OK);
    reopen(&buffer);
    assert_int_equal(writer->tree.total_size, size + most);
    close_buffer(&buffer);
}

static int stop(void *context, const struct dtb_node *node)
{
    (void)context;
    (void)node;
    return 1;
}

static void only_a_tree_read_to_its_end_is_continued(void **state)
{
    static const struct dtb_rule rule = {.path = "/chosen", .handler = stop};
    struct buffer buffer;
    struct dtb_writer writer;
    struct dtb tree;
    (void)state;
    open_machine(&buffer, ROOM);
    unsigned char *const blob = buffer.writer.blob;
    const size_t capacity = buffer.writer.capacity;
    assert_int_equal(dtb_open(&tree, blob, capacity), HAL_OK);
    assert_int_equal(dtb_writer_continue(&writer, &tree, blob, capacity), HAL_ERR_INVALID);
    assert_int_equal(dtb_walk(&tree, &rule, 1, NULL), 1);
    assert_int_equal(dtb_writer_continue(&writer, &tree, blob, capacity), HAL_ERR_INVALID);
    assert_int_equal(dtb_walk(&tree, NULL, 0, NULL), HAL_OK);
    assert_int_equal(dtb_writer_continue(&writer, &tree, blob, capacity), HAL_OK);
    close_buffer(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_node_is_made_and_used_again),
        cmocka_unit_test(without_room_nothing_changes),
        cmocka_unit_test(a_number_must_fit_its_cells),
        cmocka_unit_test(room_is_added_as_far_as_there_is_some),
        cmocka_unit_test(only_a_tree_read_to_its_end_is_continued),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
