/* SPDX-License-Identifier: MIT */
/* The lines in which records are shown, as text and as JSON. */
#include "log_line.h"

#include "json_lines.h"
#include "log_text.h"

#include <rt/detail/log_levels.h>

#include <string.h>

#define COLOUR_OFF "\033[0m"

static const struct level {
    const char *name;
    const char *shown;
    const char *colour;
} levels[] = {
    [RT_LOG_LEVEL_NONE] = {"?", "?    ", ""}, /* of an unknown call */
    [RT_LOG_LEVEL_ERROR] = {"error", "ERROR", "\033[31m"},
    [RT_LOG_LEVEL_WARN] = {"warn", "WARN ", "\033[33m"},
    [RT_LOG_LEVEL_INFO] = {"info", "INFO ", "\033[32m"},
    [RT_LOG_LEVEL_DEBUG] = {"debug", "DEBUG", "\033[36m"},
    [RT_LOG_LEVEL_TRACE] = {"trace", "TRACE", "\033[90m"},
};

static const struct level *level_of(const struct log_site *site)
{
    return &levels[site->level <= RT_LOG_LEVEL_TRACE ? site->level : RT_LOG_LEVEL_NONE];
}

/* Control characters would act on the terminal, and newlines would end the line. */
static void add_printable(const struct buffer *text, struct buffer *line)
{
    for (size_t i = 0; i < text->length; i++) {
        unsigned char byte = (unsigned char)text->data[i];
        if (byte == '\n' || byte == '\r') {
            buffer_format(line, byte == '\n' ? "\\n" : "\\r");
        } else if (byte < ' ' && byte != '\t') {
            buffer_format(line, "\\x%02x", byte);
        } else {
            buffer_add(line, &byte, 1);
        }
    }
}

/* A format may end in a newline, as printf's do. */
static void drop_newlines(struct buffer *text)
{
    while (text->length > 0 && strchr("\r\n", text->data[text->length - 1]) != NULL) {
        text->data[--text->length] = '\0';
    }
}

static double seconds(const struct log_sites *sites, const struct log_record *record,
                      uint32_t time_high)
{
    double ticks = (double)((uint64_t)time_high << 32 | record->time);
    return sites->frequency > 0 ? ticks / sites->frequency : ticks;
}

/* The file without the folders. */
static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void add_origin(const struct log_sites *sites, unsigned origin, struct buffer *line)
{
    if ((origin & RTI_LOG_ORIGIN_EARLIER) != 0) {
        buffer_format(line, "earlier ");
    }
    if (sites->harts > 1) {
        buffer_format(line, "hart %u ", origin & RTI_LOG_ORIGIN_HART);
    }
}

static void add_plain(struct log_sites *sites, const struct log_record *record,
                      const struct log_site *site, uint32_t time_high, enum log_style style,
                      const struct buffer *text, struct buffer *line)
{
    const struct level *level = level_of(site);
    const bool coloured = style == LOG_COLOURED;
    if (record->is_timed) {
        buffer_format(line, "%12.6f ", seconds(sites, record, time_high));
    }
    buffer_format(line, "%s%s%s ", coloured ? level->colour : "", level->shown,
                  coloured ? COLOUR_OFF : "");
    add_origin(sites, record->origin, line);
    const char *function = log_sites_function(sites, record->site);
    if (function != NULL) {
        buffer_format(line, "%s: ", function);
    }
    add_printable(text, line);
    buffer_format(line, " (%s:%u)\n", file_name(site->file), site->line);
}

static void add_json(struct log_sites *sites, const struct log_record *record,
                     const struct log_site *site, uint32_t time_high, const struct buffer *text,
                     struct buffer *line)
{
    const char *level = level_of(site)->name;
    buffer_format(line, JSON_MARK "{");
    if (record->is_timed) {
        json_add_number("time", seconds(sites, record, time_high), 6, line);
    }
    json_add_string("level", level, strlen(level), line);
    json_add_number("hart", record->origin & RTI_LOG_ORIGIN_HART, 0, line);
    if ((record->origin & RTI_LOG_ORIGIN_EARLIER) != 0) {
        buffer_format(line, ", \"earlier\": true");
    }
    const char *function = log_sites_function(sites, record->site);
    if (function != NULL) {
        json_add_string("function", function, strlen(function), line);
    }
    json_add_string("file", site->file, strlen(site->file), line);
    json_add_number("line", site->line, 0, line);
    json_add_string("text", text->data, text->length, line);
    buffer_add(line, "}\n", 2);
}

void log_line_add(struct log_sites *sites, const struct log_record *record, uint32_t time_high,
                  enum log_style style, struct buffer *line)
{
    struct log_site site;
    struct buffer text = {0};
    buffer_add(&text, "", 0);
    if (!log_sites_find(sites, record->site, &site)) {
        site = (struct log_site){.file = "?", .format = "", .kinds = ""};
        buffer_format(&text, "a record of an unknown call, 0x%x", record->site);
    } else if (!log_text_add(sites->elf, &site, record->words, record->count, &text)) {
        buffer_format(&text, " (the record does not fit the format)");
    }
    drop_newlines(&text);
    if (style == LOG_JSON) {
        add_json(sites, record, &site, time_high, &text, line);
    } else {
        add_plain(sites, record, &site, time_high, style, &text, line);
    }
    buffer_free(&text);
}

void log_line_add_lost(const struct log_sites *sites, unsigned origin, uint32_t count,
                       enum log_style style, struct buffer *line)
{
    if (style == LOG_JSON) {
        buffer_format(line, JSON_MARK "{\"lost\": %u, \"hart\": %u}\n", count,
                      origin & RTI_LOG_ORIGIN_HART);
        return;
    }
    buffer_format(line, "------------ ");
    add_origin(sites, origin, line);
    buffer_format(line, "%u log record%s lost\n", count, count == 1 ? "" : "s");
}

void log_line_add_other_build(const struct log_sites *sites, uint32_t build, enum log_style style,
                              struct buffer *line)
{
    struct buffer text = {0};
    char own[65];
    elf_build_id(sites->elf, own);
    buffer_format(&text,
                  "log records are of build %02x%02x%02x%02x..., but %s is build %.8s...: not "
                  "decoded",
                  build & 0xff, build >> 8 & 0xff, build >> 16 & 0xff, build >> 24,
                  sites->elf->path, own);
    if (style == LOG_JSON) {
        buffer_format(line, JSON_MARK "{");
        json_add_string("error", text.data, text.length, line);
        buffer_add(line, "}\n", 2);
    } else {
        buffer_format(line, "------------ %s\n", text.data);
    }
    buffer_free(&text);
}
