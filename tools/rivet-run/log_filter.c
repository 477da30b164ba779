/* SPDX-License-Identifier: MIT */
/* Shows log records; see log_filter.h. */
#include "log_filter.h"

#include "log_line.h"

#include <rt/detail/log_header.h>

#include <stdlib.h>
#include <string.h>

void log_filter_start(struct log_filter *filter, const struct elf_file *elf, enum log_style style,
                      void (*sink)(void *context, const char *data, size_t length), void *context)
{
    *filter = (struct log_filter){.style = style, .sink = sink, .context = context};
    filter->is_on = log_sites_open(&filter->sites, elf);
    filter->wire.check = (uint16_t)filter->sites.build;
    filter->wire.other = filter->wire.check;
}

static void give(struct log_filter *filter, const char *data, size_t length)
{
    if (length > 0) {
        filter->sink(filter->context, data, length);
    }
}

static void give_text(struct log_filter *filter, const char *data, size_t length)
{
    if (length > 0) {
        filter->is_in_line = data[length - 1] != '\n';
        give(filter, data, length);
    }
}

/* A record never stands in the middle of a line. */
static void give_line(struct log_filter *filter, const struct buffer *line)
{
    if (filter->is_in_line) {
        give_text(filter, "\n", 1);
    }
    give(filter, line->data, line->length);
}

/* Keeps the line if somebody wants the last ones. */
static void keep_line(struct log_tail *tail, const struct buffer *line)
{
    if (tail != NULL) {
        char **place = &tail->lines[tail->count++ % LOG_TAIL];
        free(*place);
        *place = format_text("%s", line->data);
    }
}

static struct log_origin *origin_of(struct log_filter *filter, unsigned origin)
{
    const bool is_earlier = (origin & RTI_LOG_ORIGIN_EARLIER) != 0;
    return &filter->origins[(origin & RTI_LOG_ORIGIN_HART) +
                            (is_earlier ? RTI_LOG_ORIGIN_HART + 1 : 0)];
}

static void complain(struct log_filter *filter, uint32_t build)
{
    struct buffer line = {0};
    filter->wire.other = (uint16_t)build;
    if (!filter->complained) {
        filter->complained = true;
        log_line_add_other_build(&filter->sites, build, filter->style, &line);
        give_line(filter, &line);
    }
    buffer_free(&line);
}

static void take_position(struct log_filter *filter, const struct log_record *record)
{
    struct log_origin *origin = origin_of(filter, record->origin);
    struct buffer line = {0};
    if (record->count != RTI_LOG_POSITION_WORDS) {
        return;
    }
    if (record->words[2] != filter->sites.build) {
        complain(filter, record->words[2]);
        return;
    }
    /* A smaller number is of a new run. */
    const uint32_t next = record->words[0] >= origin->next ? origin->next : 0;
    /* If records came before any position, the log does not begin with the run. */
    const bool began_later = !origin->is_known && origin->next != 0;
    if (record->words[0] != next && !began_later) {
        log_line_add_lost(&filter->sites, record->origin, record->words[0] - next, filter->style,
                          &line);
        give_line(filter, &line);
    }
    *origin = (struct log_origin){true, record->words[0], record->words[1]};
    buffer_free(&line);
}

static void take_record(struct log_filter *filter, const struct log_record *record)
{
    struct log_origin *origin = origin_of(filter, record->origin);
    struct buffer line = {0};
    struct log_site site;
    if (record->site == 0) {
        take_position(filter, record);
        return;
    }
    if (log_sites_find(&filter->sites, record->site, &site) && site.level == RTI_LOG_LEVEL_CHECK) {
        buffer_format(&line, "%s:%u: check failed: %s", site.file, site.line, site.format);
        give_text(filter, line.data, line.length);
        buffer_free(&line);
        return;
    }
    log_line_add(&filter->sites, record, origin->is_known ? origin->time_high : 0, filter->style,
                 &line);
    give_line(filter, &line);
    keep_line(filter->tail, &line);
    origin->next++;
    buffer_free(&line);
}

/* What was taken for a record is text, at least its first byte. */
static void give_back(struct log_filter *filter)
{
    const struct log_wire wire = filter->wire;
    filter->wire.count = 0;
    give_text(filter, (const char *)wire.bytes, 1);
    log_filter_feed(filter, (const char *)wire.bytes + 1, wire.count - 1);
}

static void take_byte(struct log_filter *filter, unsigned char byte)
{
    struct log_record record;
    switch (log_wire_take(&filter->wire, byte, &record)) {
    case LOG_WIRE_NOTHING:
        return;
    case LOG_WIRE_TEXT:
        give_back(filter);
        return;
    case LOG_WIRE_RECORD:
        take_record(filter, &record);
        break;
    case LOG_WIRE_OTHER:
        break;
    }
    filter->wire.count = 0;
}

void log_filter_feed(void *context, const char *data, size_t length)
{
    struct log_filter *filter = context;
    if (!filter->is_on) {
        give(filter, data, length);
        return;
    }
    while (length > 0) {
        size_t text = 0;
        while (filter->wire.count == 0 && text < length &&
               !log_wire_begins((unsigned char)data[text])) {
            text++;
        }
        give_text(filter, data, text);
        data += text;
        length -= text;
        if (length > 0) {
            take_byte(filter, (unsigned char)*data++);
            length--;
        }
    }
}

void log_filter_finish(struct log_filter *filter)
{
    while (filter->wire.count > 0) {
        give_back(filter);
    }
}
