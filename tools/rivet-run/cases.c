/* SPDX-License-Identifier: MIT */
/*
 * Reads struct rt_test_case records. They are consecutive between two symbols that the linker
 * makes. If the file has lost its symbols, they are in an output section of the same name.
 */
#include "cases.h"

#include <stdlib.h>
#include <string.h>

#include "elf/common.h"

/* The words of struct rt_test_case, in order. */
enum record_word {
    RECORD_NAME,
    RECORD_PANIC_TEXT,
    RECORD_BODY,
    RECORD_HOOKS,
    RECORD_ROWS,
    RECORD_ROW_SIZE,
    RECORD_ROW_COUNT,
    RECORD_RESERVED,
    RECORD_WORDS
};

static uint64_t record_word(const struct elf_file *elf, const uint8_t *record,
                            enum record_word word)
{
    return elf_word(elf, record + (size_t)word * (elf->is_64 ? 8 : 4));
}

static const char *name_at(const struct elf_file *elf, uint64_t address)
{
    const char *name = elf_string_at(elf, address);
    if (name == NULL || *name == '\0') {
        die("'%s': a test case's name at 0x%llx cannot be read", elf->path,
            (unsigned long long)address);
    }
    if (name[strcspn(name, " \t\n,\"\\$;[]")] != '\0') {
        die("'%s': '%s' cannot be the name of a test case or the label of a row: letters, digits "
            "and punctuation are allowed, but no blank and none of , ; \" \\ $ [ ]",
            elf->path, name);
    }
    return name;
}

static void add_case(struct test_cases *cases, const struct elf_file *elf, char *name,
                     const char *panic_text)
{
    if (cases_find(cases, name) != NULL) {
        die("'%s' has two test cases named '%s'", elf->path, name);
    }
    cases->items = realloc(cases->items, (cases->count + 1) * sizeof(cases->items[0]));
    if (cases->items == NULL) {
        die("out of memory");
    }
    cases->items[cases->count++] = (struct test_case){name, panic_text};
}

/* A row's first member is the pointer to its label. */
static void add_rows(struct test_cases *cases, const struct elf_file *elf, const uint8_t *record)
{
    const char *name = name_at(elf, record_word(elf, record, RECORD_NAME));
    uint64_t rows = record_word(elf, record, RECORD_ROWS);
    uint64_t size = record_word(elf, record, RECORD_ROW_SIZE);
    uint64_t count = record_word(elf, record, RECORD_ROW_COUNT);
    for (uint64_t i = 0; i < count; i++) {
        const uint8_t *row = elf_at(elf, rows + i * size, elf->is_64 ? 8 : 4);
        if (row == NULL) {
            die("'%s': the rows of test case '%s' are not constants in the file", elf->path, name);
        }
        const char *label = name_at(elf, elf_word(elf, row));
        add_case(cases, elf, format_text("%s/%s", name, label), NULL);
    }
}

static void add_record(struct test_cases *cases, const struct elf_file *elf, const uint8_t *record)
{
    if (record_word(elf, record, RECORD_ROWS) != 0) {
        add_rows(cases, elf, record);
        return;
    }
    uint64_t text = record_word(elf, record, RECORD_PANIC_TEXT);
    const char *panic_text = text != 0 ? elf_string_at(elf, text) : NULL;
    const char *name = name_at(elf, record_word(elf, record, RECORD_NAME));
    if (text != 0 && (panic_text == NULL || *panic_text == '\0')) {
        die("'%s': the expected panic text of '%s' cannot be read", elf->path, name);
    }
    add_case(cases, elf, format_text("%s", name), panic_text);
}

static bool find_records(const struct elf_file *elf, struct elf_section *records)
{
    uint64_t start;
    uint64_t stop;
    if (elf_find_symbol(elf, "__start_rivet_tests", &start) &&
        elf_find_symbol(elf, "__stop_rivet_tests", &stop) && stop >= start) {
        records->data = elf_at(elf, start, stop - start);
        records->size = stop - start;
        return records->data != NULL;
    }
    return elf_find_section(elf, "rivet_tests", records);
}

void cases_read(struct test_cases *cases, const struct elf_file *elf)
{
    *cases = (struct test_cases){0};
    struct elf_section records;
    size_t size = RECORD_WORDS * (elf->is_64 ? 8U : 4U);
    if (!find_records(elf, &records)) {
        return;
    }
    if (records.size % size != 0) {
        die("'%s': its test records have a size this rivet-run does not know", elf->path);
    }
    for (uint64_t at = 0; at < records.size; at += size) {
        add_record(cases, elf, records.data + at);
    }
}

const struct test_case *cases_find(const struct test_cases *cases, const char *name)
{
    for (size_t i = 0; i < cases->count; i++) {
        if (strcmp(cases->items[i].name, name) == 0) {
            return &cases->items[i];
        }
    }
    return NULL;
}
