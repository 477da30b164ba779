/* SPDX-License-Identifier: MIT */
/*
 * Puts reports into a firmware's output in place of its dumps. Everything else passes unchanged,
 * also other frames.
 */
#ifndef RIVET_DUMP_FILTER_H
#define RIVET_DUMP_FILTER_H

#include "dump.h"

#include <rt/frame.h>

struct dump_filter {
    struct dump dump;
    struct rt_frame_reader reader;
    unsigned char payload[RT_FRAME_PAYLOAD_MAX];
    struct buffer held; /**< The bytes of a frame that has begun. */
};

/**
 * Prepares the filter. @p core_path is where to write core files, or NULL. Returns false if the
 * firmware makes no dump; the filter must not be used then.
 */
bool dump_filter_start(struct dump_filter *filter, const struct elf_file *elf,
                       const char *core_path);

/** Appends to @p out what replaces @p length bytes of output. */
void dump_filter_take(struct dump_filter *filter, const char *data, size_t length,
                      struct buffer *out);

/** The same at the end of the output. */
void dump_filter_finish(struct dump_filter *filter, struct buffer *out);

#endif
