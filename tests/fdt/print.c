/* SPDX-License-Identifier: MIT */
/*
 * Prints a device tree as lib/fdt reads it, after changes by its writer; for compare.py.
 *
 * fdt_print FILE ROOM OUTPUT [CHANGE...]
 *
 * The blob is read to an odd address, with ROOM bytes behind it that may be used. A change is one
 * argument, such as "nop-property /chosen bootargs". One that fails must leave the blob as it was.
 * OUTPUT gets the changed blob.
 */
#include <fdt/cursor.h>
#include <fdt/values.h>
#include <fdt/write.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PHANDLES = 64,
    TEXT = 1024
};

static struct dtb_writer writer;
static struct dtb_phandle phandles[PHANDLES];
static struct dtb_phandles table = {
    .cells_name = "#interrupt-cells", .entries = phandles, .capacity = PHANDLES};

static void stop(const char *what, int status)
{
    (void)fprintf(stderr, "%s: %s", what, hal_status_name(status));
    if (writer.tree.error != NULL) {
        (void)fprintf(stderr, ": %s at 0x%x", writer.tree.error, writer.tree.error_offset);
    }
    (void)fputc('\n', stderr);
    exit(1);
}

static void expect(bool condition, const char *what)
{
    if (!condition) {
        stop(what, 0);
    }
}

static size_t from_hex(const char *text, unsigned char *bytes)
{
    size_t size = 0;

    for (; text[0] != '\0' && text[1] != '\0'; text += 2) {
        unsigned byte;
        expect(sscanf(text, "%2x", &byte) == 1 && size < TEXT, "hexadecimal bytes");
        bytes[size++] = (unsigned char)byte;
    }
    return size;
}

static int apply(const char *change, const char *first, const char *name, const char *hex)
{
    unsigned char value[TEXT];
    struct dtb_node node;
    struct dtb_node added;
    const size_t size = from_hex(hex, value);

    if (strcmp(change, "reserve") == 0) {
        return dtb_add_reservation(&writer, strtoull(first, NULL, 0), strtoull(name, NULL, 0));
    }
    const int status = dtb_find_path(&writer.tree, first, &node);
    if (status != HAL_OK) {
        stop(first, status);
    }
    if (strcmp(change, "nop-node") == 0) {
        return dtb_nop_node(&writer, &node);
    }
    if (strcmp(change, "nop-property") == 0) {
        return dtb_nop_property(&writer, &node, name);
    }
    if (strcmp(change, "set") == 0) {
        return dtb_set_property(&writer, &node, name, value, size);
    }
    if (strcmp(change, "append-property") == 0) {
        return dtb_append_property(&writer, &node, name, value, size);
    }
    expect(strcmp(change, "append-node") == 0, change);
    return dtb_append_node(&writer, &node, name, &added);
}

/* Applies a change and prints its status. */
static void make_change(const char *text)
{
    char change[TEXT] = "";
    char first[TEXT] = "";
    char name[TEXT] = "";
    char hex[TEXT] = "";
    unsigned char *const before = (unsigned char *)malloc(writer.capacity);

    memcpy(before, writer.blob, writer.capacity);
    (void)sscanf(text, "%1023s %1023s %1023s %1023s", change, first, name, hex);
    const int status = apply(change, first, name, hex);
    printf("change %d\n", status);
    expect(status == HAL_OK || memcmp(before, writer.blob, writer.capacity) == 0,
           "an error has changed the blob");
    free(before);
}

static void print_bytes(const struct dtb_property *property)
{
    printf("property %s ", property->name);
    for (uint32_t i = 0; i < property->size; i++) {
        printf("%02x", property->value[i]);
    }
    putchar('\n');
}

static void print_tokens(void)
{
    struct dtb_cursor cursor;
    int event;

    dtb_cursor_start(&cursor, &writer.tree);
    while ((event = dtb_next(&cursor)) > DTB_END) {
        if (event == DTB_NODE) {
            printf("node %s\n", cursor.name);
        } else if (event == DTB_PROPERTY) {
            print_bytes(&cursor.property);
        } else {
            printf("end\n");
        }
    }
    if (event < 0) {
        stop("cursor", event);
    }
}

static void print_reg(const struct dtb_node *node)
{
    struct dtb_property reg;
    struct dtb_range range;
    int status = dtb_get(node, "reg", &reg);

    while (status >= 0 && (status = dtb_next_reg(&reg, node, &range)) > 0) {
        printf("reg 0x%" PRIx64 " 0x%" PRIx64 "\n", range.base, range.size);
    }
    if (status < 0 && status != HAL_ERR_ABSENT) {
        printf("reg %d\n", status);
    }
}

static void print_references(const struct dtb_node *node)
{
    struct dtb_property property;
    struct dtb_reference reference;
    uint64_t cell;

    expect(dtb_get(node, "interrupts-extended", &property) == HAL_OK, "interrupts-extended");
    while (dtb_next_reference(&property, dtb_phandles_cells, &table, &reference) > 0) {
        printf("reference 0x%x", reference.phandle);
        while (dtb_next_cells(&reference.cells, 1, &cell) > 0) {
            printf(" 0x%" PRIx64, cell);
        }
        putchar('\n');
    }
    expect(property.size == 0, "a reference is left");
}

static int collect(void *context, const struct dtb_node *node)
{
    (void)context;
    return dtb_phandles_add(&table, node);
}

/* Prints a node's path and what fdt/values.h makes of its properties. */
static int print_node(void *context, const struct dtb_node *node)
{
    static char path[TEXT];
    static size_t lengths[DTB_DEPTH_MAX + 1];
    struct dtb_node found;
    struct dtb_property property;

    (void)context;
    const size_t length = node->depth == 0 ? 0 : lengths[node->depth - 1];
    lengths[node->depth] = length + (size_t)snprintf(path + length, sizeof(path) - length, "%s%s",
                                                     node->depth == 0 ? "" : "/", node->name);
    const char *const whole = node->depth == 0 ? "/" : path;
    printf("path %s %d %s\n", whole, (int)dtb_is_enabled(node),
           node->compatible.size != 0 ? (const char *)node->compatible.value : "-");
    expect(strchr(path, ':') != NULL || (dtb_find_path(&writer.tree, whole, &found) == HAL_OK &&
                                         found.offset == node->offset),
           "a path leads elsewhere");
    expect(node->phandle == 0 || (dtb_find_phandle(&writer.tree, node->phandle, &found) == HAL_OK &&
                                  found.offset == node->offset),
           "a phandle leads elsewhere");
    print_reg(node);
    if (dtb_get(node, "interrupts-extended", &property) == HAL_OK) {
        print_references(node);
    }
    return 0;
}

static void print_all(void)
{
    static const struct dtb_rule collecting[] = {{.handler = collect}};
    static const struct dtb_rule printing[] = {{.handler = print_node}};
    struct dtb_range range;

    for (unsigned i = 0; dtb_get_reservation(&writer.tree, i, &range) == HAL_OK; i++) {
        printf("reserve 0x%" PRIx64 " 0x%" PRIx64 "\n", range.base, range.size);
    }
    print_tokens();
    int status = dtb_walk(&writer.tree, collecting, 1, NULL);
    if (status == HAL_OK) {
        status = dtb_walk(&writer.tree, printing, 1, NULL);
    }
    if (status != HAL_OK) {
        stop("walk", status);
    }
}

int main(int argc, char **argv)
{
    expect(argc >= 4, "fdt_print FILE ROOM OUTPUT [CHANGE...]");
    FILE *file = fopen(argv[1], "rb");
    expect(file != NULL && fseek(file, 0, SEEK_END) == 0, argv[1]);
    const size_t size = (size_t)ftell(file);
    const size_t capacity = size + strtoul(argv[2], NULL, 0);
    unsigned char *const memory = (unsigned char *)malloc(capacity + 1);
    rewind(file);
    expect(fread(memory + 1, 1, size, file) == size && fclose(file) == 0, argv[1]);
    memset(memory + 1 + size, 0xa5, capacity - size);

    const int status = dtb_writer_open(&writer, memory + 1, capacity);
    if (status != HAL_OK) {
        stop(argv[1], status);
    }
    for (int i = 4; i < argc; i++) {
        make_change(argv[i]);
    }
    const int again = dtb_writer_open(&writer, memory + 1, capacity);
    if (again != HAL_OK) {
        stop("after the changes", again);
    }
    file = fopen(argv[3], "wb");
    expect(file != NULL &&
               fwrite(writer.blob, 1, writer.tree.total_size, file) == writer.tree.total_size &&
               fclose(file) == 0,
           argv[3]);
    print_all();
    free(memory);
    return 0;
}
