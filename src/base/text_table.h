/* SPDX-License-Identifier: MIT */
/*
 * Tables of texts: one behind another, each ended by its NUL. A pointer to each would take more
 * bytes than most of the texts.
 */
#ifndef TEXTS_H
#define TEXTS_H

/** The text behind @p text. */
const char *rti_next_text(const char *text);

#endif
