/* SPDX-License-Identifier: MIT */
/* Formats records as printf would have on the target. */
#include "log_text.h"

#include "log/string_word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is left of the record. */
struct arguments_left {
    const struct elf_file *elf;
    const char *kinds;
    const uint32_t *words;
    unsigned count;
    bool is_wrong; /* more was asked for than there is */
};

/* An argument. */
struct value {
    char kind;
    uint64_t bits;      /* of a number, sign-extended if it has 32 bits */
    double number;      /* of kind f and d */
    struct buffer text; /* of a string or dump */
    bool is_cut;
};

static uint32_t take_word(struct arguments_left *left)
{
    if (left->count == 0) {
        left->is_wrong = true;
        return 0;
    }
    left->count--;
    return *left->words++;
}

static void take_bytes(struct arguments_left *left, uint32_t size, struct buffer *text)
{
    while (size > 0 && !left->is_wrong) {
        uint32_t word = take_word(left);
        for (unsigned i = 0; i < sizeof(word) && size > 0; i++, size--) {
            char byte = (char)(word >> 8 * i);
            buffer_add(text, &byte, 1);
        }
    }
}

static void take_string(struct arguments_left *left, struct value *value)
{
    uint32_t word = take_word(left);
    uint64_t start = 0;
    const char *constant = NULL;
    if (word == RTI_LOG_STRING_NULL) {
        buffer_format(&value->text, "(null)");
    } else if ((word & RTI_LOG_STRING_CONSTANT) != 0) {
        if (elf_find_symbol(left->elf, "rt_rodata_start", &start)) {
            constant = elf_string_at(left->elf, start + (word & ~RTI_LOG_STRING_CONSTANT));
        }
        buffer_format(&value->text, "%s", constant != NULL ? constant : "(no string)");
    } else {
        value->is_cut = (word & RTI_LOG_STRING_CUT) != 0;
        take_bytes(left, word & RTI_LOG_STRING_SIZE, &value->text);
    }
}

static struct value take(struct arguments_left *left)
{
    struct value value = {.kind = *left->kinds};
    uint64_t low;
    float single;
    switch (value.kind) {
    case '4':
        value.bits = (uint64_t)(int32_t)take_word(left);
        break;
    case 'f':
        value.bits = take_word(left);
        memcpy(&single, &value.bits, sizeof(single));
        value.number = single;
        break;
    case '8':
    case 'd':
        low = take_word(left);
        value.bits = low | (uint64_t)take_word(left) << 32;
        memcpy(&value.number, &value.bits, sizeof(value.number));
        break;
    case 's':
    case 'b':
        take_string(left, &value);
        break;
    default:
        left->is_wrong = true;
        return value;
    }
    left->kinds++;
    return value;
}

/* More than any line needs, and little enough for memory: a damaged argument may be any number. */
enum {
    LARGEST_WIDTH = 1000
};

/* A conversion of the format. */
struct conversion {
    char flags[8];
    int width;     /* 0: none */
    int precision; /* negative: none */
    char length;   /* the first letter of its length modifier; H for hh */
    char letter;
};

static const char *parse_number(const char *format, struct arguments_left *left, int *number)
{
    *number = 0;
    if (*format == '*') {
        struct value value = take(left);
        const int32_t wanted = (int32_t)value.bits;
        *number = wanted > LARGEST_WIDTH ? LARGEST_WIDTH : wanted;
        *number = *number < -LARGEST_WIDTH ? -LARGEST_WIDTH : *number;
        buffer_free(&value.text);
        return format + 1;
    }
    for (; *format >= '0' && *format <= '9'; format++) {
        *number = 10 * *number + (*format - '0');
        *number = *number > LARGEST_WIDTH ? LARGEST_WIDTH : *number;
    }
    return format;
}

/* Parses what follows '%'. */
static const char *parse(const char *format, struct arguments_left *left,
                         struct conversion *conversion)
{
    size_t flags = strspn(format, "-+ #0");
    *conversion = (struct conversion){.precision = -1};
    memcpy(conversion->flags, format, flags < sizeof(conversion->flags) - 1 ? flags : 0);
    format = parse_number(format + flags, left, &conversion->width);
    if (conversion->width < 0) {
        strcpy(conversion->flags, "-");
        conversion->width = -conversion->width;
    }
    if (*format == '.') {
        format = parse_number(format + 1, left, &conversion->precision);
    }
    for (; *format != '\0' && strchr("hlzjtL", *format) != NULL; format++) {
        conversion->length = conversion->length == 'h' && *format == 'h' ? 'H' : *format;
    }
    conversion->letter = *format;
    return *format != '\0' ? format + 1 : format;
}

/* The format of the conversion for a host's printf, with width and precision as arguments. */
static const char *host_format(const struct conversion *conversion, const char *length,
                               char text[32])
{
    snprintf(text, 32, "%%%s*.*%s%c", conversion->flags, length, conversion->letter);
    return text;
}

static int64_t as_signed(const struct conversion *conversion, const struct value *value)
{
    switch (conversion->length) {
    case 'H':
        return (int8_t)value->bits;
    case 'h':
        return (int16_t)value->bits;
    default:
        return (int64_t)value->bits;
    }
}

static uint64_t as_unsigned(const struct conversion *conversion, const struct value *value)
{
    switch (conversion->length) {
    case 'H':
        return (uint8_t)value->bits;
    case 'h':
        return (uint16_t)value->bits;
    default:
        return value->kind == '4' ? (uint32_t)value->bits : value->bits;
    }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void add_number(const struct conversion *conversion, const struct value *value,
                       struct buffer *text)
{
    char format[32];
    if (strchr("di", conversion->letter) != NULL) {
        buffer_format(text, host_format(conversion, "ll", format), conversion->width,
                      conversion->precision, (long long)as_signed(conversion, value));
    } else if (strchr("uxXo", conversion->letter) != NULL) {
        buffer_format(text, host_format(conversion, "ll", format), conversion->width,
                      conversion->precision, (unsigned long long)as_unsigned(conversion, value));
    } else if (conversion->letter == 'c') {
        buffer_format(text, strchr(conversion->flags, '-') != NULL ? "%-*c" : "%*c",
                      conversion->width, (int)(unsigned char)value->bits);
    } else {
        char *address = format_text("0x%llx", (unsigned long long)as_unsigned(conversion, value));
        buffer_format(text, strchr(conversion->flags, '-') != NULL ? "%-*s" : "%*s",
                      conversion->width, address);
        free(address);
    }
}

static void add_float(const struct conversion *conversion, const struct value *value,
                      struct buffer *text)
{
    char format[32];
    buffer_format(text, host_format(conversion, "", format), conversion->width,
                  conversion->precision, value->number);
}
#pragma GCC diagnostic pop

static void add_string(const struct conversion *conversion, const struct value *value,
                       struct buffer *text)
{
    const char *string = value->text.length > 0 ? value->text.data : "";
    const int most = conversion->precision >= 0 ? conversion->precision : (int)value->text.length;
    buffer_format(text, strchr(conversion->flags, '-') != NULL ? "%-*.*s" : "%*.*s",
                  conversion->width, most, string);
    if (value->is_cut) {
        buffer_format(text, "...");
    }
}

static void add_value(const struct elf_file *elf, const struct conversion *conversion,
                      const struct value *value, struct buffer *text)
{
    const bool is_float = value->kind == 'f' || value->kind == 'd';
    /* A string of unsigned characters is a pointer to the target. */
    const char *constant = conversion->letter == 's' && value->kind != 's'
                               ? elf_string_at(elf, as_unsigned(conversion, value))
                               : NULL;
    if (constant != NULL) {
        buffer_format(text, "%s", constant);
    } else if (value->kind == 's') {
        add_string(conversion, value, text);
    } else if (is_float && strchr("fFeEgGaA", conversion->letter) != NULL) {
        add_float(conversion, value, text);
    } else {
        add_number(conversion, value, text);
    }
}

static void add_dump(struct arguments_left *left, struct buffer *text)
{
    struct value value = take(left);
    buffer_add(text, ":", 1);
    for (size_t i = 0; i < value.text.length; i++) {
        buffer_format(text, " %02x", (unsigned char)value.text.data[i]);
    }
    if (value.is_cut) {
        buffer_format(text, " ...");
    }
    buffer_free(&value.text);
}

bool log_text_add(const struct elf_file *elf, const struct log_site *site, const uint32_t *words,
                  unsigned count, struct buffer *text)
{
    struct arguments_left left = {elf, site->kinds, words, count, false};
    const char *format = site->format;
    if (*left.kinds == 'b') {
        buffer_format(text, "%s", format);
        add_dump(&left, text);
        return !left.is_wrong && left.count == 0;
    }
    while (*format != '\0') {
        size_t plain = strcspn(format, "%");
        buffer_add(text, format, plain);
        format += plain;
        if (*format == '%' && format[1] == '%') {
            buffer_add(text, "%", 1);
            format += 2;
        } else if (*format == '%') {
            struct conversion conversion;
            format = parse(format + 1, &left, &conversion);
            struct value value = take(&left);
            add_value(elf, &conversion, &value, text);
            buffer_free(&value.text);
        }
    }
    return !left.is_wrong && left.count == 0;
}
