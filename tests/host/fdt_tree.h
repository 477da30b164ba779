/* SPDX-License-Identifier: MIT */
/* Trees for the tests of lib/fdt. */
#ifndef FDT_TREE_H
#define FDT_TREE_H

#include "fdt_build.h"

#include <fdt/read.h>
#include <host_test.h>

struct tree {
    struct build build;
    struct dtb dtb;
    unsigned char *blob;
    size_t size;
};

static inline void begin(struct tree *tree)
{
    *tree = (struct tree){0};
}

static inline int open_built(struct tree *tree)
{
    free(tree->blob);
    tree->blob = build_finish(&tree->build, &tree->size);
    return dtb_open(&tree->dtb, tree->blob, tree->size);
}

static inline void make_machine(struct tree *tree)
{
    begin(tree);
    build_machine(&tree->build);
    assert_int_equal(open_built(tree), HAL_OK);
}

#endif
