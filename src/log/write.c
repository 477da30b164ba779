/* SPDX-License-Identifier: MIT */
/*
 * Records with strings and dumps. A string is one word (string_word.h), followed by its bytes if it
 * is copied.
 */
#include "log.h"

#include "string_word.h"

#include <rt/image.h>

#include <string.h>

/* A record that grows. */
struct record {
    uint32_t words[RTI_LOG_RECORD_WORDS];
    unsigned count;
};

static void begin(struct record *record, uint32_t header)
{
    record->count = 1;
    if ((header & RTI_LOG_TIMED) != 0) {
        record->count = (unsigned)(rti_log_put_time(record->words + 1) - record->words);
    }
}

static void finish(struct record *record, uint32_t header)
{
    record->words[0] = (header & (RTI_LOG_SITE_MASK | RTI_LOG_TIMED)) |
                       (uint32_t)(record->count - 1) << RTI_LOG_WORDS_SHIFT;
    rti_log_store(record->words, record->count);
}

/* Appends up to @p size bytes and cuts those that don't fit. @p reserved words stay free for the
 * arguments after it. */
static void add_bytes(struct record *record, const char *bytes, size_t size, bool is_cut,
                      unsigned reserved)
{
    const size_t space = (RTI_LOG_RECORD_WORDS - reserved - record->count - 1) * sizeof(uint32_t);
    uint32_t *const word = &record->words[record->count++];

    if (size > space) {
        size = space;
        is_cut = true;
    }
    *word = (uint32_t)size | (is_cut ? RTI_LOG_STRING_CUT : 0);
    if (size > 0) {
        record->words[record->count + (size - 1) / sizeof(uint32_t)] = 0;
        memcpy(&record->words[record->count], bytes, size);
        record->count += (unsigned)((size + sizeof(uint32_t) - 1) / sizeof(uint32_t));
    }
}

static void add_string(struct record *record, const char *text, size_t limit, unsigned reserved)
{
    const uintptr_t address = (uintptr_t)text;

    if (text == NULL) {
        record->words[record->count++] = RTI_LOG_STRING_NULL;
    } else if (address >= (uintptr_t)rt_rodata_start && address < (uintptr_t)rt_rodata_end) {
        record->words[record->count++] =
            (uint32_t)(address - (uintptr_t)rt_rodata_start) | RTI_LOG_STRING_CONSTANT;
    } else {
        const size_t most = limit < RT_LOG_STRING_MAX ? limit : RT_LOG_STRING_MAX;
        const size_t size = strnlen(text, most);
        const bool is_cut = size == RT_LOG_STRING_MAX && limit > size && text[size] != '\0';
        add_bytes(record, text, size, is_cut, reserved);
    }
}

/* A width or precision. */
struct number {
    size_t value; /* 0 if there is none */
    const char *end;
};

/* Reads a number; '*' takes the argument @p index, and a negative one becomes a large one, which a
 * precision ignores. */
static struct number read_number(const char *text, const struct rti_log_argument *arguments,
                                 unsigned *index)
{
    struct number number = {0, text};

    if (*text == '*') {
        number.value = (size_t)(long)(int32_t)arguments[(*index)++].bits;
        number.end++;
        return number;
    }
    for (; *number.end >= '0' && *number.end <= '9'; number.end++) {
        number.value = 10 * number.value + (size_t)(*number.end - '0');
    }
    return number;
}

/* The largest number of bytes that the format allows string argument @p wanted. */
static size_t limit_of(const char *format, const struct rti_log_argument *arguments,
                       unsigned wanted)
{
    unsigned index = 0;

    while (format != NULL && (format = strchr(format, '%')) != NULL) {
        size_t limit = SIZE_MAX;
        struct number number =
            read_number(format + 1 + strspn(format + 1, "-+ #0"), arguments, &index);
        if (*number.end == '.') {
            number = read_number(number.end + 1, arguments, &index);
            limit = number.value;
        }
        format = number.end + strspn(number.end, "hlzjtL");
        if (*format != '%' && index++ == wanted) {
            return limit;
        }
        format += *format != '\0';
    }
    return SIZE_MAX;
}

static unsigned words_of(const struct rti_log_argument *argument)
{
    return argument->kind == '8' || argument->kind == 'd' ? 2 : 1;
}

void rti_log_write(uint32_t header, const char *format, unsigned count,
                   const struct rti_log_argument *arguments)
{
    struct record record;
    unsigned reserved = 0;

    for (unsigned i = 0; i < count; i++) {
        reserved += words_of(&arguments[i]);
    }
    begin(&record, header);
    for (unsigned i = 0; i < count; i++) {
        const struct rti_log_argument *const argument = &arguments[i];
        reserved -= words_of(argument);
        if (argument->kind == 's') {
            add_string(&record, (const char *)(uintptr_t)argument->bits,
                       limit_of(format, arguments, i), reserved);
        } else {
            record.count = (unsigned)(rti_log_put(record.words + record.count, &argument->bits,
                                                  words_of(argument) * sizeof(uint32_t)) -
                                      record.words);
        }
    }
    finish(&record, header);
}

void rti_log_write_bytes(uint32_t header, const void *data, size_t size)
{
    struct record record;

    begin(&record, header);
    add_bytes(&record, data, size < RT_LOG_BYTES_MAX ? size : RT_LOG_BYTES_MAX,
              size > RT_LOG_BYTES_MAX, 0);
    finish(&record, header);
}
