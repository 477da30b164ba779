/* SPDX-License-Identifier: MIT */
/* The lines in which records are shown. Each function appends one, with its newline. An object
 * begins with JSON_MARK; see json_lines.h. */
#ifndef RIVET_RUN_LOG_LINE_H
#define RIVET_RUN_LOG_LINE_H

#include "log_filter.h"

/** A record; @p time_high is the high word of its time. */
void log_line_add(struct log_sites *sites, const struct log_record *record, uint32_t time_high,
                  enum log_style style, struct buffer *line);

/** So many records of this origin are missing here. */
void log_line_add_lost(const struct log_sites *sites, unsigned origin, uint32_t count,
                       enum log_style style, struct buffer *line);

/** The records are of another build. */
void log_line_add_other_build(const struct log_sites *sites, uint32_t build, enum log_style style,
                              struct buffer *line);

#endif
