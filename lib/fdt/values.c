/* SPDX-License-Identifier: MIT */
/* Values of properties. */
#include <fdt/values.h>

#include "format.h"

static bool is_behind_properties(const struct dtb *tree, const unsigned char *at)
{
    return at < tree->blob + tree->structure + tree->structure_size &&
           (dtb_word(at) == DTB_LOADED(DTB_TOKEN_BEGIN_NODE) ||
            dtb_word(at) == DTB_LOADED(DTB_TOKEN_END_NODE));
}

/* Passes the properties that are simple, up to one of this name. Returns HAL_ERR_BUSY if there are
 * others from @p position on, to which it moves. */
static int find_quickly(const struct dtb *tree, uint32_t *position, const char *name,
                        struct dtb_property *property)
{
    const unsigned char *const blob = tree->blob;
    const char *const strings = (const char *)blob + tree->strings;
    const size_t strings_size = tree->strings_size;
    const unsigned char *const last = dtb_last_property(tree);
    const unsigned char *at = blob + *position;
    const char first = *name;
    struct dtb_passed passed;

    if (at > last) {
        return HAL_ERR_BUSY;
    }
    while (dtb_pass_property(strings_size, &at, last, &passed)) {
        const char *const found = strings + passed.place;
        if (*found == first && dtb_is_same(found, name)) {
            *property = (struct dtb_property){found, passed.header + DTB_PROPERTY_HEADER,
                                              (uint32_t)passed.size};
            return HAL_OK;
        }
    }
    *position = (uint32_t)(at - blob);
    return is_behind_properties(tree, at) ? HAL_ERR_ABSENT : HAL_ERR_BUSY;
}

static __attribute__((noinline)) int find_slowly(struct dtb *tree, uint32_t position,
                                                 const char *name, struct dtb_property *property)
{
    struct dtb_cursor cursor;
    int event;

    dtb_cursor_start_at(&cursor, tree, position);
    while ((event = dtb_next(&cursor)) == DTB_PROPERTY) {
        if (dtb_is_same(name, cursor.property.name)) {
            *property = cursor.property;
            return HAL_OK;
        }
    }
    return event < 0 ? HAL_ERR_CORRUPT : HAL_ERR_ABSENT;
}

int dtb_get(const struct dtb_node *node, const char *name, struct dtb_property *property)
{
    uint32_t position = node->properties;
    int status = HAL_ERR_BUSY;

    *property = (struct dtb_property){NULL, NULL, 0};
    if (dtb_is_quick(node->tree)) {
        status = find_quickly(node->tree, &position, name, property);
    }
    return status == HAL_ERR_BUSY ? find_slowly(node->tree, position, name, property) : status;
}

int dtb_get_u64(const struct dtb_node *node, const char *name, uint64_t *value)
{
    struct dtb_property property;
    const int status = dtb_get(node, name, &property);

    if (status != HAL_OK) {
        return status;
    }
    if (property.size == DTB_CELL) {
        *value = dtb_load(property.value);
        return HAL_OK;
    }
    if (property.size == 2 * DTB_CELL) {
        *value = dtb_load_pair(property.value);
        return HAL_OK;
    }
    return HAL_ERR_CORRUPT;
}

int dtb_get_u32(const struct dtb_node *node, const char *name, uint32_t *value)
{
    struct dtb_property property;
    const int status = dtb_get(node, name, &property);

    if (status == HAL_OK && property.size != DTB_CELL) {
        return HAL_ERR_CORRUPT;
    }
    if (status == HAL_OK) {
        *value = dtb_load(property.value);
    }
    return status;
}

int dtb_get_string(const struct dtb_node *node, const char *name, const char **string)
{
    struct dtb_property property;
    const int status = dtb_get(node, name, &property);

    if (status != HAL_OK) {
        return status;
    }
    return dtb_next_string(&property, string) > 0 ? HAL_OK : HAL_ERR_CORRUPT;
}

bool dtb_is_compatible(const struct dtb_node *node, const char *compatible)
{
    struct dtb_property strings = node->compatible;
    const char *string;

    while (dtb_next_string(&strings, &string) > 0) {
        if (dtb_is_same(string, compatible)) {
            return true;
        }
    }
    return false;
}

bool dtb_is_enabled(const struct dtb_node *node)
{
    const char *status;
    const int found = dtb_get_string(node, "status", &status);

    /* "ok" is what some trees say. */
    return found == HAL_ERR_ABSENT ||
           (found == HAL_OK && (dtb_is_same(status, "okay") || dtb_is_same(status, "ok")));
}

static void shorten(struct dtb_property *property, uint32_t size)
{
    property->value += size;
    property->size -= size;
}

int dtb_next_string(struct dtb_property *property, const char **string)
{
    uint32_t length = 0;

    if (property->size == 0) {
        return 0;
    }
    while (property->value[length] != '\0') {
        if (++length == property->size) {
            return HAL_ERR_CORRUPT;
        }
    }
    *string = (const char *)property->value;
    shorten(property, length + 1);
    return 1;
}

/* A number of 1 to 4 cells. Returns false if it has more than 64 bits. */
static inline bool load_cells(const unsigned char *value, unsigned cells, uint64_t *number)
{
    uint32_t high = 0;

    for (; cells > 2; cells--) {
        high |= dtb_load(value);
        value += DTB_CELL;
    }
    *number = cells == 2 ? dtb_load_pair(value) : dtb_load(value);
    return high == 0;
}

int dtb_next_cells(struct dtb_property *property, unsigned cells, uint64_t *value)
{
    const uint32_t size = cells * DTB_CELL;

    if (cells - 1 >= DTB_CELLS_MAX) {
        return HAL_ERR_UNSUPPORTED;
    }
    if (property->size < size) {
        return property->size == 0 ? 0 : HAL_ERR_CORRUPT;
    }
    if (!load_cells(property->value, cells, value)) {
        return HAL_ERR_UNSUPPORTED;
    }
    shorten(property, size);
    return 1;
}

int dtb_next_reg(struct dtb_property *reg, const struct dtb_node *node, struct dtb_range *range)
{
    struct dtb_property rest = *reg;
    struct dtb_range entry = {0, 0};
    int status = dtb_next_cells(&rest, node->address_cells, &entry.base);

    if (status > 0 && node->size_cells != 0) {
        status = dtb_next_cells(&rest, node->size_cells, &entry.size);
        if (status == 0) {
            return HAL_ERR_CORRUPT;
        }
    }
    if (status > 0) {
        *reg = rest;
        *range = entry;
    }
    return status;
}

int dtb_get_reservation(const struct dtb *tree, unsigned index, struct dtb_range *range)
{
    if (index >= tree->reservation_count) {
        return HAL_ERR_ABSENT;
    }
    const unsigned char *const entry =
        tree->blob + tree->reservations + (size_t)index * DTB_RESERVATION_SIZE;
    *range = (struct dtb_range){dtb_load_pair(entry), dtb_load_pair(entry + 8)};
    return HAL_OK;
}
