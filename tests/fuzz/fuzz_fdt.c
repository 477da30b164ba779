/* SPDX-License-Identifier: MIT */
/*
 * Reads and changes device trees that libFuzzer makes: any bytes, any structure block under a good
 * header, or a good tree with a few wrong bytes. Nothing may lead outside the blob. A change that
 * fails must leave the buffer as it was, and one that succeeds a tree that can be opened.
 */
#include "../host/fdt_build.h"

#include <fdt/cursor.h>
#include <fdt/values.h>
#include <fdt/write.h>

enum {
    CHANGES = 16,
    PHANDLES = 4
};

static const uint8_t *input;
static size_t input_left;

static uint8_t next(void)
{
    if (input_left == 0) {
        return 0;
    }
    input_left--;
    return *input++;
}

static uint32_t next_word(void)
{
    uint32_t word = 0;
    for (int i = 0; i < 4; i++) {
        word = word << 8 | next();
    }
    return word;
}

static void expect(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void read_values(const struct dtb_node *node, const struct dtb_property *property)
{
    struct dtb_property rest = *property;
    struct dtb_range range;
    const char *string;
    uint64_t number;
    uint32_t word;
    while (dtb_next_reg(&rest, node, &range) > 0) {
    }
    rest = *property;
    while (dtb_next_string(&rest, &string) > 0) {
        expect(string + strlen(string) < (const char *)property->value + property->size);
    }
    for (unsigned cells = 0; cells < 6; cells++) {
        rest = *property;
        while (dtb_next_cells(&rest, cells, &number) > 0) {
        }
    }
    hal_ignore(dtb_get_u32(node, property->name, &word));
    hal_ignore(dtb_get_u64(node, property->name, &number));
    hal_ignore(dtb_get_string(node, property->name, &string));
}

static int read_node(void *context, const struct dtb_node *node)
{
    static const char *const names[] = {"reg", "interrupts-extended", "status", "bootargs"};
    struct dtb_phandles *const table = (struct dtb_phandles *)context;
    struct dtb_property property;
    struct dtb_reference reference;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (dtb_get(node, names[i], &property) == HAL_OK) {
            read_values(node, &property);
            while (dtb_next_reference(&property, dtb_phandles_cells, table, &reference) > 0) {
                read_values(node, &reference.cells);
            }
        }
    }
    hal_ignore(dtb_phandles_add(table, node));
    (void)dtb_is_enabled(node);
    return 0;
}

static void read_all(struct dtb *tree)
{
    static const struct dtb_rule rules[] = {
        {.handler = read_node},
        {.path = "/cpus/cpu@1/interrupt-controller", .handler = read_node},
        {.path = "/cpus/cpu", .compatible = "riscv", .handler = read_node},
        {.path = "/", .handler = read_node},
    };
    struct dtb_phandle entries[PHANDLES];
    struct dtb_phandles table = {"#interrupt-cells", entries, PHANDLES, 0};
    struct dtb_range range;
    struct dtb_cursor cursor;
    struct dtb_node node;
    int event;
    for (unsigned i = 0; dtb_get_reservation(tree, i, &range) == HAL_OK; i++) {
    }
    const int status = dtb_walk(tree, rules, sizeof(rules) / sizeof(rules[0]), &table);
    expect(status == 0 || tree->error != NULL);
    dtb_cursor_start(&cursor, tree);
    do {
        event = dtb_next(&cursor);
    } while (event > DTB_END);
    expect(event == status);
    hal_ignore(dtb_find_path(tree, "/memory", &node));
    hal_ignore(dtb_find_path(tree, "ram", &node));
    hal_ignore(dtb_find_phandle(tree, 12, &node));
}

/* What walks meet, as a number. */
static void mix(uint64_t *sum, uint64_t value)
{
    *sum = (*sum ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    *sum ^= *sum >> 29;
}

static int mix_node(void *context, const struct dtb_node *node)
{
    static const char *const names[] = {"reg", "status", "compatible", "n"};
    uint64_t *const sum = (uint64_t *)context;
    const char *const blob = (const char *)node->tree->blob;
    mix(sum, (uint64_t)(node->name - blob) << 32 | node->offset);
    mix(sum, (uint64_t)node->properties << 32 | node->phandle);
    mix(sum, (uint64_t)node->compatible.size << 32 | node->depth);
    mix(sum, node->address_cells | node->size_cells << 8 | node->child_address_cells << 16 |
                 (uint64_t)node->child_size_cells << 24);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct dtb_property property;
        mix(sum, (uint64_t)dtb_get(node, names[i], &property));
        mix(sum, property.value != NULL ? (uint64_t)((const char *)property.value - blob) : 0);
        mix(sum, property.size);
    }
    return 0;
}

static int mix_rule(void *context, const struct dtb_node *node)
{
    (void)node;
    mix((uint64_t *)context, 1);
    return 0;
}

/* A blob that is aligned is read in another way: by words. */
static int read_in_some_way(struct dtb *tree, uint64_t *sum)
{
    static const struct dtb_rule rules[] = {
        {.handler = mix_node},
        {.path = "/*/cpu", .handler = mix_rule},
        {DTB_COMPATIBLE("riscv"), .handler = mix_rule},
        {.compatible = "riscv", .handler = mix_rule},
        {.path = "/memory", .handler = mix_rule},
        {.path = "/cpus/cpu@0", .compatible = "vendor,core", .handler = mix_rule},
        {.path = "memory", .handler = mix_rule},
    };
    *sum = 0;
    return dtb_walk(tree, rules, sizeof(rules) / sizeof(rules[0]), sum);
}

static void compare_ways(const unsigned char *blob, size_t size)
{
    unsigned char *const unaligned = (unsigned char *)malloc(size + 1);
    struct dtb trees[2];
    uint64_t sums[2];
    memcpy(unaligned + 1, blob, size);
    if (dtb_open(&trees[0], blob, size) == HAL_OK) {
        expect(dtb_open(&trees[1], unaligned + 1, size) == HAL_OK);
        const int status = read_in_some_way(&trees[0], &sums[0]);
        expect(read_in_some_way(&trees[1], &sums[1]) == status);
        expect(status != 0 || sums[0] == sums[1]);
        expect(trees[0].error == trees[1].error);
        expect(trees[0].error_offset == trees[1].error_offset);
        expect(trees[0].root_end == trees[1].root_end);
    }
    free(unaligned);
}

struct choice {
    unsigned left;
    struct dtb_node node;
};

static int choose(void *context, const struct dtb_node *node)
{
    struct choice *const choice = (struct choice *)context;
    choice->node = *node;
    return choice->left-- == 0;
}

static int change(struct dtb_writer *writer, const struct dtb_node *node)
{
    static const char *const names[] = {"reg", "status", "new", "cells", "n", "", "a/b", "cpu@1"};
    static const unsigned char value[256] = {1, 2, 3};
    const char *const name = names[next() % (sizeof(names) / sizeof(names[0]))];
    struct dtb_node added;
    int status;
    switch (next() % 7) {
    case 0:
        return dtb_nop_node(writer, node);
    case 1:
        return dtb_nop_property(writer, node, name);
    case 2:
        return dtb_set_property(writer, node, name, value, next());
    case 3:
        return dtb_add_reservation(writer, next_word(), next());
    case 4:
        return dtb_append_property(writer, node, name, value, next());
    case 5:
        return dtb_append_property(writer, node, name, value, SIZE_MAX - next());
    default:
        status = dtb_append_node(writer, node, name, &added);
        if (status == HAL_OK) {
            /* May lack room; the tree is checked all the same. */
            hal_ignore(dtb_append_u32(writer, &added, "reg", next()));
        }
        return status;
    }
}

static void change_all(struct dtb_writer *writer)
{
    static const struct dtb_rule rules[] = {{.handler = choose}};
    unsigned char *const before = (unsigned char *)malloc(writer->capacity);
    for (int i = 0; i < CHANGES && input_left != 0; i++) {
        struct choice choice = {.left = next()};
        expect(dtb_walk(&writer->tree, rules, 1, &choice) >= 0);
        memcpy(before, writer->blob, writer->capacity);
        if (change(writer, &choice.node) != HAL_OK) {
            expect(memcmp(before, writer->blob, writer->capacity) == 0);
        }
        const struct dtb kept = writer->tree;
        expect(dtb_writer_open(writer, writer->blob, writer->capacity) == HAL_OK);
        expect(writer->tree.total_size == kept.total_size &&
               writer->tree.structure == kept.structure &&
               writer->tree.structure_size == kept.structure_size &&
               writer->tree.strings == kept.strings &&
               writer->tree.strings_size == kept.strings_size &&
               writer->tree.reservation_count == kept.reservation_count);
    }
    free(before);
}

static unsigned char *make_blob(size_t *size)
{
    static struct build build;
    const unsigned kind = next() % 3;
    if (kind == 0) {
        *size = input_left;
        return (unsigned char *)memcpy(malloc(input_left + 1), input, input_left);
    }
    build_machine(&build);
    if (kind == 1) {
        /* Another structure block, with the machine's strings. */
        build.size = 0;
        while (input_left > 64 && build.size < BUILD_MOST - 16) {
            static const uint32_t tokens[] = {1, 2, 3, 4, 9, 0, 0x61000000, 4};
            const uint8_t byte = next();
            build_token(&build, byte < 128 ? tokens[byte % 8] : byte < 192 ? byte : next_word());
        }
    }
    unsigned char *const blob = build_finish(&build, size);
    for (unsigned count = next() % 4; count > 0; count--) {
        blob[next_word() % *size] = next();
    }
    return blob;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dtb_writer writer;
    struct dtb tree;
    size_t blob_size;
    input = data;
    input_left = size;
    unsigned char *const blob = make_blob(&blob_size);
    const size_t capacity = blob_size + next() * 2U;
    const size_t misaligned = next() % 2;
    unsigned char *const memory = (unsigned char *)malloc(capacity + misaligned);
    memset(memory, 0, capacity + misaligned);
    memcpy(memory + misaligned, blob, blob_size);
    compare_ways(blob, blob_size);
    if (dtb_open(&tree, blob, blob_size) == HAL_OK) {
        read_all(&tree);
    } else {
        expect(tree.error != NULL);
    }
    if (dtb_writer_open(&writer, memory + misaligned, capacity) == HAL_OK) {
        change_all(&writer);
    }
    free(memory);
    free(blob);
    return 0;
}
