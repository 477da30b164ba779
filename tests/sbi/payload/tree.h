/* SPDX-License-Identifier: MIT */
#ifndef PAYLOAD_TREE_H
#define PAYLOAD_TREE_H

#include <stdbool.h>
#include <stdint.h>

/* A property: the path of its node, its name, and its bytes. */
typedef void tree_visitor(const char *path, const char *name, const unsigned char *bytes,
                          uint32_t size);

/* Calls the visitor for each property of a flattened device tree. False if it is none. */
bool tree_walk(const unsigned char *tree, tree_visitor *visit);

uint32_t tree_word(const unsigned char *bytes);
bool text_equals(const char *a, const char *b);
bool text_begins(const char *text, const char *start);

#endif
