/* SPDX-License-Identifier: MIT */
/* Finds a node, in one pass. */
#include <fdt/read.h>

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

int dtb_find_path(struct dtb *tree, const char *path, struct dtb_node *node)
{
    return run(tree, (struct dtb_rule){.path = path, .handler = take},
               (struct search){.node = node});
}

int dtb_find_phandle(struct dtb *tree, uint32_t phandle, struct dtb_node *node)
{
    return run(tree, (struct dtb_rule){.handler = take_phandle}, (struct search){phandle, node});
}
