/* SPDX-License-Identifier: MIT */
/*
 * Tables of texts: one behind another, each ended by its NUL. A pointer to each would take more
 * bytes than most of the texts.
 */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

/** The text behind @p text. */
const char *rti_next_text(const char *text);

#endif
