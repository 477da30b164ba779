/* SPDX-License-Identifier: MIT */
/* Finds a node, in one pass, and one more for an alias. */
#include "format.h"

#include <fdt/values.h>

struct search {
    uint32_t phandle;
    struct dtb_node *node;
};

enum {
    FOUND = 1
};

static int take(void *context, const struct dtb_node *node)
{
    const struct search *const search = (const struct search *)context;

    *search->node = *node;
    return FOUND;
}

static int take_phandle(void *context, const struct dtb_node *node)
{
    const struct search *const search = (const struct search *)context;

    return node->phandle == search->phandle ? take(context, node) : 0;
}

static int run(struct dtb *tree, struct dtb_rule rule, struct search search)
{
    const int result = dtb_walk(tree, &rule, 1, &search);

    if (result == 0) {
        return HAL_ERR_ABSENT;
    }
    return result == FOUND ? HAL_OK : result;
}

static int find_path(struct dtb *tree, const char *path, struct dtb_node *node)
{
    return run(tree, (struct dtb_rule){.path = path, .handler = take},
               (struct search){.node = node});
}

/* Whether a name is the part of a text before its end or a ':'. */
static bool is_before_colon(const char *name, const char *text)
{
    while (*name != '\0' && *name == *text) {
        name++;
        text++;
    }
    return *name == '\0' && (*text == '\0' || *text == ':');
}

/* Sets the path that an alias stands for. */
static int find_alias(struct dtb *tree, const char *alias, const char **path)
{
    struct dtb_node aliases;
    struct dtb_cursor cursor;
    const int status = find_path(tree, "/aliases", &aliases);

    if (status != HAL_OK) {
        return status;
    }
    dtb_cursor_start_at(&cursor, tree, aliases.properties);
    while (dtb_next(&cursor) == DTB_PROPERTY) {
        if (is_before_colon(cursor.property.name, alias)) {
            return dtb_next_string(&cursor.property, path) > 0 ? HAL_OK : HAL_ERR_CORRUPT;
        }
    }
    return HAL_ERR_ABSENT;
}

int dtb_find_path(struct dtb *tree, const char *path, struct dtb_node *node)
{
    const int status = *path == '/' ? HAL_OK : find_alias(tree, path, &path);

    return status == HAL_OK ? find_path(tree, path, node) : status;
}

int dtb_find_phandle(struct dtb *tree, uint32_t phandle, struct dtb_node *node)
{
    return run(tree, (struct dtb_rule){.handler = take_phandle}, (struct search){phandle, node});
}
