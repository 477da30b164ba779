/* SPDX-License-Identifier: MIT */
#include "json_lines.h"

#include <string.h>

/* The bytes of the UTF-8 character that begins here; 0 if there is none. Overlong forms and
 * surrogates are none. */
static size_t character(const unsigned char *bytes, size_t length)
{
    const unsigned char first = bytes[0];
    size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4 || size > length) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    const unsigned char second = bytes[1];
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0) ||
        (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90)) {
        return 0;
    }
    return size;
}

static void begin_member(const char *name, struct buffer *object)
{
    buffer_format(object, "%s\"%s\": ", object->data[object->length - 1] == '{' ? "" : ", ", name);
}

void json_add_string(const char *name, const char *data, size_t length, struct buffer *object)
{
    const unsigned char *bytes = (const unsigned char *)data;
    begin_member(name, object);
    buffer_add(object, "\"", 1);
    for (size_t i = 0; i < length;) {
        const size_t size = character(bytes + i, length - i);
        if (bytes[i] == '"' || bytes[i] == '\\') {
            buffer_format(object, "\\%c", bytes[i]);
        } else if (size == 0 || bytes[i] < ' ' || bytes[i] == 0x7f) {
            buffer_format(object, "\\u%04x", bytes[i]);
        } else {
            buffer_add(object, bytes + i, size);
        }
        i += size > 0 ? size : 1;
    }
    buffer_add(object, "\"", 1);
}

void json_add_number(const char *name, double value, unsigned digits, struct buffer *object)
{
    begin_member(name, object);
    buffer_format(object, "%.*f", (int)digits, value);
}

static void write_line(struct json_lines *lines)
{
    struct buffer *line = &lines->line;
    struct buffer object = {0};
    const size_t mark = strlen(JSON_MARK);
    size_t length = line->length;
    length -= length > 0 && line->data[length - 1] == '\r';
    if (length > mark && memcmp(line->data, JSON_MARK, mark) == 0) {
        buffer_add(&object, line->data + mark, length - mark);
    } else {
        buffer_add(&object, "{", 1);
        json_add_string("console", length > 0 ? line->data : "", length, &object);
        buffer_add(&object, "}", 1);
    }
    buffer_add(&object, "\n", 1);
    write_output(lines->output, object.data, object.length);
    buffer_free(&object);
    buffer_clear(line);
}

void json_lines_feed(struct json_lines *lines, const char *data, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (data[i] == '\n') {
            write_line(lines);
        } else {
            buffer_add(&lines->line, &data[i], 1);
        }
    }
}

void json_lines_finish(struct json_lines *lines)
{
    if (lines->line.length > 0) {
        write_line(lines);
    }
}
