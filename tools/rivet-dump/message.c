/* SPDX-License-Identifier: MIT */
/* The conversions of src/base/format.c. The host's printf does the layout. */
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST = 1024, /* Of a string. */
};

struct message {
    struct buffer *text;
    const struct memory *memory;
    uint64_t argument; /* The address of the next one. */
};

/* An argument has at least a word. One of two words begins at an even one, but not by the calling
 * convention of the base E (RISC-V psABI, "ILP32E Calling Convention"). */
static uint64_t take(struct message *message, unsigned size)
{
    const unsigned word = message->memory->word;
    const unsigned taken = size > word ? size : word;
    const unsigned alignment = message->memory->elf->is_rve ? word : taken;
    message->argument = (message->argument + alignment - 1) / alignment * alignment;
    const uint64_t value = memory_number(message->memory, message->argument, taken);
    message->argument += taken;
    return value;
}

/* Returns newly allocated text. A variable that the dump doesn't have is as the file initialises
 * it. */
static char *string_at(const struct memory *memory, uint64_t address, long most)
{
    char *copy = calloc(LONGEST + 1, 1);
    if (copy == NULL) {
        die("out of memory");
    }
    const bool is_in_file = elf_at(memory->elf, address, 1) != NULL;
    const bool is_in_ram = address >= memory->low && address < memory->high;
    if (address == 0) {
        strcpy(copy, "(null)");
        return copy;
    }
    if (!is_in_file && !is_in_ram) {
        strcpy(copy, "(bad pointer)");
        return copy;
    }
    for (long i = 0; i < LONGEST && (most < 0 || i < most); i++) {
        const uint8_t *byte = memory_at(memory, address + (uint64_t)i, 1);
        if (byte == NULL) {
            byte = elf_at(memory->elf, address + (uint64_t)i, 1);
        }
        if (byte == NULL) {
            strcpy(copy, "(not in the dump)");
            return copy;
        }
        if (*byte == '\0') {
            break;
        }
        copy[i] = (char)*byte;
    }
    return copy;
}

enum {
    LARGEST_WIDTH = 1000
};

/* What comes between '%' and the letter. */
struct conversion {
    char flags[8];
    long width, precision; /* Negative: none. */
    unsigned size;         /* Of an integer, in bytes. */
    char kind;
};

/* Damaged memory may have any number. */
static long limited(long number)
{
    if (number < -LARGEST_WIDTH) {
        return -LARGEST_WIDTH;
    }
    return number > LARGEST_WIDTH ? LARGEST_WIDTH : number;
}

static long parse_number(struct message *message, const char **at)
{
    if (**at == '*') {
        ++*at;
        return limited((int32_t)take(message, sizeof(int32_t)));
    }
    char *end;
    const long number = **at >= '0' && **at <= '9' ? strtol(*at, &end, 10) : 0;
    while (**at >= '0' && **at <= '9') {
        ++*at;
    }
    return limited(number);
}

static void parse_size(struct message *message, const char **at, struct conversion *conversion)
{
    conversion->size = 4;
    for (;; ++*at) {
        if (**at == 'h') {
            conversion->size /= 2;
        } else if (**at == 'j' || (**at == 'l' && (*at)[-1] == 'l')) {
            conversion->size = 8;
        } else if (**at == 'l' || **at == 'z' || **at == 't') {
            conversion->size = message->memory->word;
        } else {
            return;
        }
    }
}

static const char *parse(struct message *message, const char *at, struct conversion *conversion)
{
    size_t flags = strspn(at, "-0#+");
    flags = flags < sizeof(conversion->flags) - 2 ? flags : sizeof(conversion->flags) - 2;
    memcpy(conversion->flags, at, flags);
    conversion->flags[flags] = '\0';
    at += strspn(at, "-0#+");
    conversion->width = parse_number(message, &at);
    if (conversion->width < 0) {
        strcat(conversion->flags, "-");
        conversion->width = -conversion->width;
    }
    conversion->precision = -1;
    if (*at == '.') {
        at++;
        conversion->precision = parse_number(message, &at);
    }
    parse_size(message, &at, conversion);
    conversion->kind = *at;
    return *at != '\0' ? at + 1 : at;
}

static void put(struct message *message, const struct conversion *c, const char *letter,
                uint64_t value)
{
    char format[32];
    if (c->precision >= 0) {
        snprintf(format, sizeof(format), "%%%s*.*%s", c->flags, letter);
        buffer_format(message->text, format, (int)c->width, (int)c->precision, value);
    } else {
        snprintf(format, sizeof(format), "%%%s*%s", c->flags, letter);
        buffer_format(message->text, format, (int)c->width, value);
    }
}

static void put_string(struct message *message, const struct conversion *c)
{
    char *string = string_at(message->memory, take(message, message->memory->word), c->precision);
    const bool is_left = strchr(c->flags, '-') != NULL;
    buffer_format(message->text, is_left ? "%-*s" : "%*s", (int)c->width, string);
    free(string);
}

static bool convert(struct message *message, const struct conversion *c)
{
    const unsigned bits = 64 - 8 * c->size;
    switch (c->kind) {
    case 'd':
    case 'i':
        put(message, c, "ld", (uint64_t)((int64_t)(take(message, c->size) << bits) >> bits));
        return true;
    case 'u':
        put(message, c, "lu", take(message, c->size) << bits >> bits);
        return true;
    case 'x':
        put(message, c, "lx", take(message, c->size) << bits >> bits);
        return true;
    case 'X':
        put(message, c, "lX", take(message, c->size) << bits >> bits);
        return true;
    case 'p':
        buffer_format(message->text, "0x%0*lx", (int)(2 * message->memory->word),
                      take(message, message->memory->word));
        return true;
    case 's':
        put_string(message, c);
        return true;
    case 'c':
        buffer_format(message->text, strchr(c->flags, '-') != NULL ? "%-*c" : "%*c", (int)c->width,
                      (int)(take(message, 4) & 0xff));
        return true;
    case '%':
        buffer_format(message->text, "%%");
        return true;
    default:
        return false;
    }
}

/* Returns newly allocated text. A message of the runtime is in the file only. */
static char *format_at(const struct memory *memory, uint64_t address)
{
    const char *text = elf_string_in(memory->elf, ".rivet.panic_text", address);
    char *copy = text != NULL ? strdup(text) : string_at(memory, address, -1);
    if (copy == NULL) {
        die("out of memory");
    }
    return copy;
}

void message_format(struct buffer *text, const struct memory *memory, uint64_t format,
                    uint64_t arguments)
{
    struct message message = {text, memory, arguments};
    char *copy = format_at(memory, format);
    for (const char *at = copy; *at != '\0';) {
        struct conversion conversion;
        const size_t plain = strcspn(at, "%");
        buffer_add(text, at, plain);
        at += plain;
        if (*at == '\0') {
            break;
        }
        const char *next = parse(&message, at + 1, &conversion);
        if (!convert(&message, &conversion)) {
            /* As on the target: the rest as it is. */
            buffer_add(text, at, strlen(at));
            break;
        }
        at = next;
    }
    free(copy);
}
