/* SPDX-License-Identifier: MIT */
/* The text of a log record: the format with its arguments. */
#ifndef RIVET_RUN_LOG_TEXT_H
#define RIVET_RUN_LOG_TEXT_H

#include "log_site.h"

/**
 * Appends the text of a record with these words, the time not among them. Returns false if they
 * don't fit the site: the record is none of this firmware.
 */
bool log_text_add(const struct elf_file *elf, const struct log_site *site, const uint32_t *words,
                  unsigned count, struct buffer *text);

#endif
