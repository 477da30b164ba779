/* SPDX-License-Identifier: MIT */
/* Reads .debug_info from end to end; numbers and layouts: DWARF 5, chapter 7. */
#include "dwarf.h"

#include <stdlib.h>
#include <string.h>

#include "elf/common.h"

enum {
    TAG_COMPILE_UNIT = 0x11,
    AT_NAME = 0x03,
    AT_LOW_PC = 0x11,
    AT_PRODUCER = 0x25,
    AT_ABSTRACT_ORIGIN = 0x31,
    AT_DECL_LINE = 0x3b,
    AT_EXTERNAL = 0x3f,
    AT_SPECIFICATION = 0x47,
    AT_TYPE = 0x49,
    AT_VIRTUALITY = 0x4c,
    AT_RANGES = 0x55,
    AT_LINKAGE_NAME = 0x6e,
    AT_STR_OFFSETS_BASE = 0x72,
    AT_NORETURN = 0x87,
    FORM_STRING = 0x08,
    FORM_STRP = 0x0e,
    FORM_REF_ADDR = 0x10,
    FORM_FLAG_PRESENT = 0x19,
    FORM_STRX = 0x1a,
    FORM_LINE_STRP = 0x1f,
    FORM_IMPLICIT_CONST = 0x21,
    FORM_STRX1 = 0x25,
    FORM_STRX4 = 0x28,
    UNIT_COMPILE = 0x01,
    UNIT_PARTIAL = 0x03,
    MAX_STEPS = 16, /* from one entry to another; more means a cycle in a damaged file */
};

/* How to find the size of an attribute's value. */
enum size_rule {
    UNKNOWN,
    BYTES,       /* the number in the table */
    LEB,         /* ends with a byte with a top bit of 0 */
    LEB_BLOCK,   /* a LEB number, followed by that many bytes */
    COUNT_BLOCK, /* the same, but the number has the size in the table */
    OFFSET,
    ADDRESS,
    TEXT,
};

static const struct {
    uint8_t rule;
    uint8_t bytes;
} forms[] = {
    [0x01] = {ADDRESS, 0},
    [0x03] = {COUNT_BLOCK, 2},
    [0x04] = {COUNT_BLOCK, 4},
    [0x05] = {BYTES, 2},
    [0x06] = {BYTES, 4},
    [0x07] = {BYTES, 8},
    [FORM_STRING] = {TEXT, 0},
    [0x09] = {LEB_BLOCK, 0},
    [0x0a] = {COUNT_BLOCK, 1},
    [0x0b] = {BYTES, 1},
    [0x0c] = {BYTES, 1},
    [0x0d] = {LEB, 0},
    [FORM_STRP] = {OFFSET, 0},
    [0x0f] = {LEB, 0},
    [FORM_REF_ADDR] = {OFFSET, 0},
    [0x11] = {BYTES, 1},
    [0x12] = {BYTES, 2},
    [0x13] = {BYTES, 4},
    [0x14] = {BYTES, 8},
    [0x15] = {LEB, 0},
    [0x17] = {OFFSET, 0},
    [0x18] = {LEB_BLOCK, 0},
    [FORM_FLAG_PRESENT] = {BYTES, 0},
    [FORM_STRX] = {LEB, 0},
    [0x1b] = {LEB, 0},
    [0x1e] = {BYTES, 16},
    [FORM_LINE_STRP] = {OFFSET, 0},
    [0x20] = {BYTES, 8},
    [FORM_IMPLICIT_CONST] = {BYTES, 0},
    [0x22] = {LEB, 0},
    [0x23] = {LEB, 0},
    [FORM_STRX1] = {BYTES, 1},
    [0x26] = {BYTES, 2},
    [0x27] = {BYTES, 3},
    [FORM_STRX4] = {BYTES, 4},
    [0x29] = {BYTES, 1},
    [0x2a] = {BYTES, 2},
    [0x2b] = {BYTES, 3},
    [0x2c] = {BYTES, 4},
};

/* A position in the data. It stays at the end after a read beyond the end. */
struct cursor {
    const uint8_t *at;
    const uint8_t *end;
};

struct unit {
    const struct elf_file *elf;
    const char *name;
    bool from_gcc;
    uint64_t offset; /* of its header in .debug_info */
    struct cursor strings;
    struct cursor line_strings;
    struct cursor entries;
    uint64_t abbreviations; /* offset of this unit's abbreviations */
    uint64_t str_offsets;
    unsigned offset_size;
    unsigned address_size;
    const uint8_t **declarations; /* by abbreviation code */
    uint64_t declared;
};

struct attribute {
    uint64_t name;
    uint64_t form;
    uint64_t value;
    const char *string;
};

static const uint8_t *take(struct cursor *cursor, uint64_t size)
{
    const uint8_t *data = cursor->at;
    if (size > (uint64_t)(cursor->end - cursor->at)) {
        cursor->at = cursor->end;
        return NULL;
    }
    cursor->at += size;
    return data;
}

/* Reads a little-endian number, of which only the lower eight bytes count; 0 at the end. */
static uint64_t number(struct cursor *cursor, unsigned size)
{
    uint64_t value = 0;
    const uint8_t *data = take(cursor, size);
    if (data != NULL) {
        memcpy(&value, data, size < sizeof(value) ? size : sizeof(value));
    }
    return value;
}

static uint64_t leb(struct cursor *cursor)
{
    uint64_t value = 0;
    const uint8_t *byte;
    unsigned shift = 0;
    do {
        byte = take(cursor, 1);
        value |= byte != NULL && shift < 64 ? (uint64_t)(*byte & 0x7f) << shift : 0;
        shift += 7;
    } while (byte != NULL && (*byte & 0x80) != 0);
    return value;
}

static struct cursor section(const struct elf_file *elf, const char *name, uint64_t offset)
{
    struct elf_section found;
    if (!elf_find_section(elf, name, &found) || offset > found.size) {
        return (struct cursor){NULL, NULL};
    }
    return (struct cursor){found.data + offset, found.data + found.size};
}

/* Skips the string; returns NULL if it has no end. */
static const char *text(struct cursor *cursor)
{
    const size_t left = (size_t)(cursor->end - cursor->at);
    const uint8_t *end = left == 0 ? NULL : memchr(cursor->at, '\0', left);
    return (const char *)take(cursor, end == NULL ? left + 1 : (size_t)(end - cursor->at) + 1);
}

static const char *text_in(struct cursor strings, uint64_t offset)
{
    return take(&strings, offset) == NULL ? NULL : text(&strings);
}

static const char *text_of_value(const struct unit *unit, uint64_t form, uint64_t value)
{
    struct cursor offsets;
    if (form == FORM_STRP || form == FORM_LINE_STRP) {
        return text_in(form == FORM_STRP ? unit->strings : unit->line_strings, value);
    }
    if (form != FORM_STRX && (form < FORM_STRX1 || form > FORM_STRX4)) {
        return NULL;
    }
    offsets =
        section(unit->elf, ".debug_str_offsets", unit->str_offsets + value * unit->offset_size);
    return text_in(unit->strings, number(&offsets, unit->offset_size));
}

/* Skips a value; returns false if its form is not known. The value of a block is its size. */
static bool read_value(struct unit *unit, struct attribute *attribute)
{
    struct cursor *cursor = &unit->entries;
    const uint64_t form = attribute->form;
    const unsigned bytes = form < sizeof(forms) / sizeof(forms[0]) ? forms[form].bytes : 0;
    switch (form < sizeof(forms) / sizeof(forms[0]) ? forms[form].rule : UNKNOWN) {
    case BYTES:
        attribute->value = bytes == 0 ? 1 : number(cursor, bytes);
        break;
    case LEB:
        attribute->value = leb(cursor);
        break;
    case LEB_BLOCK:
        attribute->value = leb(cursor);
        take(cursor, attribute->value);
        break;
    case COUNT_BLOCK:
        attribute->value = number(cursor, bytes);
        take(cursor, attribute->value);
        break;
    case OFFSET:
        attribute->value = number(cursor, unit->offset_size);
        break;
    case ADDRESS:
        attribute->value = number(cursor, unit->address_size);
        break;
    case TEXT:
        attribute->string = text(cursor);
        return true;
    default:
        return false;
    }
    attribute->string = text_of_value(unit, form, attribute->value);
    return true;
}

/* The target of an attribute's reference. */
static uint64_t reference(const struct unit *unit, const struct attribute *attribute)
{
    return attribute->value + (attribute->form == FORM_REF_ADDR ? 0 : unit->offset);
}

static void note(struct unit *unit, struct dwarf_entry *entry, const struct attribute *attribute)
{
    switch (attribute->name) {
    case AT_NAME:
        entry->name = attribute->string;
        break;
    case AT_LINKAGE_NAME:
        entry->linkage_name = attribute->string;
        break;
    case AT_TYPE:
        entry->type = reference(unit, attribute);
        break;
    case AT_ABSTRACT_ORIGIN:
    case AT_SPECIFICATION:
        entry->origin = reference(unit, attribute);
        break;
    case AT_DECL_LINE:
        entry->line = attribute->value;
        break;
    case AT_EXTERNAL:
        entry->external = attribute->value != 0;
        break;
    case AT_NORETURN:
        entry->noreturn = attribute->value != 0;
        break;
    case AT_VIRTUALITY:
        entry->is_virtual = attribute->value != 0;
        break;
    case AT_LOW_PC:
        entry->address = attribute->value;
        entry->has_code = true;
        break;
    case AT_RANGES:
        entry->has_code = true;
        break;
    case AT_PRODUCER:
        unit->from_gcc = attribute->string != NULL && strncmp(attribute->string, "GNU ", 4) == 0;
        break;
    case AT_STR_OFFSETS_BASE:
        unit->str_offsets = attribute->value;
        break;
    default:
        break;
    }
}

/* Reads the attributes in an entry's abbreviation. */
static bool read_attributes(struct unit *unit, struct cursor *list, struct dwarf_entry *entry)
{
    for (;;) {
        struct attribute attribute = {.name = leb(list)};
        attribute.form = leb(list);
        if (attribute.name == 0 && attribute.form == 0) {
            return true;
        }
        const uint64_t constant = attribute.form == FORM_IMPLICIT_CONST ? leb(list) : 0;
        if (!read_value(unit, &attribute)) {
            return false;
        }
        if (attribute.form == FORM_IMPLICIT_CONST) {
            attribute.value = constant;
        }
        note(unit, entry, &attribute);
    }
}

/* Records the position of each abbreviation of the unit. */
static void find_declarations(struct unit *unit)
{
    struct cursor cursor = section(unit->elf, ".debug_abbrev", unit->abbreviations);
    const uint64_t most = (uint64_t)(cursor.end - cursor.at) + 1;
    uint64_t code;
    unit->declarations = calloc(most, sizeof(*unit->declarations));
    unit->declared = unit->declarations == NULL ? 0 : most;
    while ((code = leb(&cursor)) != 0 && code < unit->declared) {
        uint64_t attribute;
        uint64_t form;
        unit->declarations[code] = cursor.at;
        leb(&cursor);
        take(&cursor, 1);
        do {
            attribute = leb(&cursor);
            form = leb(&cursor);
            if (form == FORM_IMPLICIT_CONST) {
                leb(&cursor);
            }
        } while (attribute != 0 || form != 0);
    }
}

/* Reads an entry with the abbreviation at @p list. */
static bool read_entry(struct unit *unit, struct cursor list, struct dwarf_entry *entry)
{
    const struct cursor values = unit->entries;
    struct cursor again;
    entry->tag = leb(&list);
    take(&list, 1);
    again = list;
    if (!read_attributes(unit, &list, entry)) {
        return false;
    }
    if (entry->tag == TAG_COMPILE_UNIT) {
        /* The unit's texts may precede the attribute that gives the position of its strings. */
        unit->entries = values;
        read_attributes(unit, &again, entry);
        unit->name = entry->name;
    }
    entry->file = unit->name;
    entry->from_gcc = unit->from_gcc;
    return true;
}

static void read_entries(struct unit *unit, struct buffer *entries)
{
    const struct cursor all = section(unit->elf, ".debug_abbrev", 0);
    const struct cursor info = section(unit->elf, ".debug_info", 0);
    while (unit->entries.at < unit->entries.end) {
        struct dwarf_entry entry = {
            .offset = (uint64_t)(unit->entries.at - info.at),
            .unit = unit->offset,
        };
        const uint64_t code = leb(&unit->entries);
        if (code == 0) {
            continue;
        }
        if (code >= unit->declared || unit->declarations[code] == NULL ||
            !read_entry(unit, (struct cursor){unit->declarations[code], all.end}, &entry)) {
            return;
        }
        buffer_add(entries, &entry, sizeof(entry));
    }
}

/* Reads the next unit and its header from @p info; returns false if nothing readable is left. */
static bool next_unit(struct cursor *info, struct unit *unit)
{
    uint64_t length = number(info, 4);
    unit->offset_size = 4;
    if (length == 0xffffffff) {
        length = number(info, 8);
        unit->offset_size = 8;
    }
    const uint8_t *start = take(info, length);
    if (start == NULL) {
        return false;
    }
    unit->entries = (struct cursor){start, start + length};
    unit->str_offsets = 2 * unit->offset_size;
    const uint64_t version = number(&unit->entries, 2);
    uint64_t type = UNIT_COMPILE;
    if (version >= 5) {
        type = number(&unit->entries, 1);
        unit->address_size = (unsigned)number(&unit->entries, 1);
    }
    unit->abbreviations = number(&unit->entries, unit->offset_size);
    if (version < 5) {
        unit->address_size = (unsigned)number(&unit->entries, 1);
    }
    return version <= 5 && (type == UNIT_COMPILE || type == UNIT_PARTIAL);
}

struct dwarf dwarf_read(const struct elf_file *elf)
{
    struct cursor info = section(elf, ".debug_info", 0);
    const uint8_t *start = info.at;
    struct buffer entries = {0};
    while (info.at < info.end) {
        struct unit unit = {
            .elf = elf,
            .offset = (uint64_t)(info.at - start),
            .strings = section(elf, ".debug_str", 0),
            .line_strings = section(elf, ".debug_line_str", 0),
        };
        if (next_unit(&info, &unit)) {
            find_declarations(&unit);
            read_entries(&unit, &entries);
            free(unit.declarations);
        }
    }
    return (struct dwarf){
        .entries = (const struct dwarf_entry *)(const void *)entries.data,
        .count = entries.length / sizeof(struct dwarf_entry),
    };
}

static int compare_offsets(const void *offset, const void *entry)
{
    const uint64_t wanted = *(const uint64_t *)offset;
    const uint64_t found = ((const struct dwarf_entry *)entry)->offset;
    return (wanted > found) - (wanted < found);
}

const struct dwarf_entry *dwarf_at(const struct dwarf *dwarf, uint64_t offset)
{
    return dwarf->count == 0 ? NULL
                             : bsearch(&offset, dwarf->entries, dwarf->count,
                                       sizeof(*dwarf->entries), compare_offsets);
}

const char *dwarf_linker_name(const struct dwarf *dwarf, const struct dwarf_entry *entry)
{
    const char *name = NULL;
    for (int step = 0; entry != NULL && step < MAX_STEPS; step++) {
        if (entry->linkage_name != NULL) {
            return entry->linkage_name;
        }
        name = name == NULL ? entry->name : name;
        entry = dwarf_at(dwarf, entry->origin);
    }
    return name;
}

bool dwarf_says_noreturn(const struct dwarf *dwarf, const char *name, size_t length)
{
    for (size_t i = 0; i < dwarf->count; i++) {
        const struct dwarf_entry *entry = &dwarf->entries[i];
        if (entry->tag == DWARF_SUBPROGRAM && entry->external && entry->noreturn) {
            const char *its = dwarf_linker_name(dwarf, entry);
            if (its != NULL && strncmp(its, name, length) == 0 && its[length] == '\0') {
                return true;
            }
        }
    }
    return false;
}
