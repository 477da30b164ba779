/* SPDX-License-Identifier: MIT */
/*
 * Checks a blob's header and where its blocks are (5.2 and 5.3 of the specification).
 *
 * The strings block must end with a NUL. Then every offset in it is that of a string, and no later
 * check of a name needs to look for its end.
 */
#include "format.h"

struct block {
    uint32_t start;
    uint32_t end;
};

static uint32_t header(const struct dtb *tree, uint32_t offset)
{
    return dtb_load(tree->blob + offset);
}

static int check_header(struct dtb *tree, size_t size)
{
    if (size < DTB_HEADER_SIZE) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "smaller than a header", 0);
    }
    if (header(tree, DTB_AT_MAGIC) != DTB_MAGIC) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "no device tree: wrong magic number", DTB_AT_MAGIC);
    }
    tree->total_size = header(tree, DTB_AT_TOTAL_SIZE);
    if (tree->total_size < DTB_HEADER_SIZE || tree->total_size > size) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "total size out of range", DTB_AT_TOTAL_SIZE);
    }
    if (header(tree, DTB_AT_VERSION) < DTB_VERSION ||
        header(tree, DTB_AT_LAST_COMPATIBLE) > DTB_VERSION) {
        return dtb_fail(tree, HAL_ERR_UNSUPPORTED, "not compatible with version 17",
                        DTB_AT_VERSION);
    }
    return HAL_OK;
}

/* Whether the block is behind the header and in the blob. */
static bool is_inside(const struct dtb *tree, uint32_t start, uint32_t size)
{
    return start >= DTB_HEADER_SIZE && start <= tree->total_size &&
           size <= tree->total_size - start;
}

/* Counts the entries up to the one that ends the block. */
static int check_reservations(struct dtb *tree)
{
    const uint32_t start = header(tree, DTB_AT_RESERVATIONS);
    uint32_t position = start;

    if (!is_inside(tree, start, 0) || start % 8 != 0) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "offset of the reservations out of range",
                        DTB_AT_RESERVATIONS);
    }
    while (is_inside(tree, position, DTB_RESERVATION_SIZE)) {
        const unsigned char *const entry = tree->blob + position;
        if ((dtb_load_pair(entry) | dtb_load_pair(entry + 8)) == 0) {
            tree->reservations = start;
            tree->reservation_count = (position - start) / DTB_RESERVATION_SIZE;
            return HAL_OK;
        }
        position += DTB_RESERVATION_SIZE;
    }
    return dtb_fail(tree, HAL_ERR_CORRUPT, "the reservations have no end", start);
}

static int check_structure(struct dtb *tree)
{
    tree->structure = header(tree, DTB_AT_STRUCTURE);
    tree->structure_size = header(tree, DTB_AT_STRUCTURE_SIZE);
    if (!is_inside(tree, tree->structure, tree->structure_size) ||
        (tree->structure | tree->structure_size) % DTB_CELL != 0) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "structure block out of range", DTB_AT_STRUCTURE);
    }
    return HAL_OK;
}

static int check_strings(struct dtb *tree)
{
    tree->strings = header(tree, DTB_AT_STRINGS);
    tree->strings_size = header(tree, DTB_AT_STRINGS_SIZE);
    if (!is_inside(tree, tree->strings, tree->strings_size)) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "strings block out of range", DTB_AT_STRINGS);
    }
    if (tree->strings_size != 0 && tree->blob[tree->strings + tree->strings_size - 1] != '\0') {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "the last string has no end", tree->strings);
    }
    return HAL_OK;
}

static bool overlap(struct block one, struct block other)
{
    return one.start < other.end && other.start < one.end;
}

static int check_overlaps(struct dtb *tree)
{
    const struct block reservations = {tree->reservations,
                                       tree->reservations +
                                           (tree->reservation_count + 1) * DTB_RESERVATION_SIZE};
    const struct block structure = {tree->structure, tree->structure + tree->structure_size};
    const struct block strings = {tree->strings, tree->strings + tree->strings_size};

    if (overlap(reservations, structure) || overlap(reservations, strings) ||
        overlap(structure, strings)) {
        return dtb_fail(tree, HAL_ERR_CORRUPT, "blocks overlap", DTB_AT_STRUCTURE);
    }
    return HAL_OK;
}

int dtb_open(struct dtb *tree, const void *blob, size_t size)
{
    static int (*const checks[])(struct dtb *) = {check_reservations, check_structure,
                                                  check_strings, check_overlaps};

    *tree = (struct dtb){.blob = (const unsigned char *)blob};
    int status = check_header(tree, size);
    for (size_t i = 0; status == HAL_OK && i < sizeof(checks) / sizeof(checks[0]); i++) {
        status = checks[i](tree);
    }
    if (status == HAL_OK) {
        tree->boot_hart = header(tree, DTB_AT_BOOT_HART);
    }
    return status;
}
