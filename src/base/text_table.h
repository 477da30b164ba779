/* SPDX-License-Identifier: MIT */
/*
 * Tables of consecutive texts, each terminated by a NUL. An array of pointers would take more bytes
 * than most of the texts.
 */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

/** Returns the text after @p text. */
const char *rti_next_text(const char *text);

/** Returns the text @p nth, from 0, of those from @p text on. */
const char *rti_nth_text(const char *text, unsigned long nth);

#endif
