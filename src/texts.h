/* SPDX-License-Identifier: MIT */
/*
 * Tables of texts: one behind another, each ended by its NUL, for an address apiece would take more
 * than most of them.
 */
#ifndef TEXTS_H
#define TEXTS_H

/** The text behind @p text. */
const char *next_text(const char *text);

#endif
