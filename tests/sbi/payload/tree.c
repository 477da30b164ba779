/* SPDX-License-Identifier: MIT */
/*
 * A reader of device trees (Devicetree Specification, chapter 5) that shares nothing with lib/fdt.
 */
#include "tree.h"

enum token {
    BEGIN_NODE = 1,
    END_NODE,
    PROPERTY,
    NOP,
};

enum {
    MAGIC = 0xd00dfeed - 0x100000000,
    PATH_MAX = 160,
};

uint32_t tree_word(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

bool text_begins(const char *text, const char *start)
{
    while (*start != '\0' && *text == *start) {
        text++;
        start++;
    }
    return *start == '\0';
}

bool text_equals(const char *a, const char *b)
{
    return text_begins(a, b) && text_begins(b, a);
}

static unsigned text_length(const char *text)
{
    unsigned length = 0;

    while (text[length] != '\0') {
        length++;
    }
    return length;
}

/* The path of a node becomes that of a child. The root's own name is empty, and so is its path. */
static unsigned append(char *path, unsigned length, const char *name)
{
    if (length != 0 || *name != '\0') {
        path[length++] = '/';
    }
    while (*name != '\0' && length < PATH_MAX - 1) {
        path[length++] = *name++;
    }
    path[length] = '\0';
    return length;
}

static unsigned parent_of(char *path, unsigned length)
{
    while (length != 0 && path[--length] != '/') {
    }
    path[length] = '\0';
    return length;
}

bool tree_walk(const unsigned char *tree, tree_visitor *visit)
{
    char path[PATH_MAX] = "";
    unsigned length = 0;
    const unsigned char *at = tree + tree_word(tree + 8);
    const char *const strings = (const char *)tree + tree_word(tree + 12);

    if ((int32_t)tree_word(tree) != (int32_t)MAGIC) {
        return false;
    }
    for (;; at = tree + ((at - tree + 3) & ~3L)) {
        const uint32_t token = tree_word(at);
        at += 4;
        if (token == BEGIN_NODE) {
            length = append(path, length, (const char *)at);
            at += text_length((const char *)at) + 1;
        } else if (token == END_NODE) {
            length = parent_of(path, length);
        } else if (token == PROPERTY) {
            const uint32_t size = tree_word(at);
            visit(path, strings + tree_word(at + 4), at + 8, size);
            at += 8 + size;
        } else if (token != NOP) {
            return true;
        }
    }
}
