/* SPDX-License-Identifier: MIT */
/*
 * Calls of functions that are declared noreturn of which the linked code does not show what they
 * lead to: through pointers, of virtual ones, and of those that link-time optimisation put into
 * their callers. GCC has nothing behind them either, so debug information is asked for declarations
 * that allow them, and code for a function that ends with a call through a pointer. Clang puts a
 * trap behind each call, and tells nothing of pointers.
 *
 * To GCC a type of function that is noreturn is a volatile one, in debug information too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "code.h"
#include "common.h"
#include "dwarf.h"

struct derived {
    uint64_t offset; /* first, for compare() */
    uint64_t type;
};

struct check {
    const struct elf_file *elf;
    struct buffer functions; /* offsets of function types, in order */
    struct buffer volatiles; /* struct derived */
    struct buffer noreturn;  /* offsets of noreturn types and of what is made of them */
    struct arguments absent; /* functions that are declared noreturn and not in the file */
    struct arguments told;   /* complaints of declarations */
    bool grown;
    bool sound;
};

static int compare(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left;
    const uint64_t b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static bool is_function_type(const struct check *check, uint64_t offset)
{
    const struct buffer *all = &check->functions;
    return all->length != 0 && bsearch(&offset, all->data, all->length / sizeof(offset),
                                       sizeof(offset), compare) != NULL;
}

static bool is_noreturn_type(const struct check *check, uint64_t offset)
{
    for (size_t at = 0; at < check->noreturn.length; at += sizeof(offset)) {
        if (memcmp(check->noreturn.data + at, &offset, sizeof(offset)) == 0) {
            return true;
        }
    }
    return false;
}

static bool has(const struct arguments *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* Complains once of what a header brings into several units. */
static void tell(struct check *check, const struct dwarf_entry *entry, const char *what)
{
    char *complaint = format_text("'%s', line %llu of %s or of a header, %s", entry->name,
                                  (unsigned long long)entry->line,
                                  entry->unit == NULL ? "a file" : entry->unit, what);
    char *place =
        format_text("'%s' in line %llu: %s", entry->name, (unsigned long long)entry->line, what);
    if (!has(&check->told, place)) {
        check->sound = false;
        arguments_add(&check->told, place);
        fprintf(stderr, "%s: %s; CHECK OFF links it as it is.\n", check->elf->path, complaint);
    }
    free(place);
    free(complaint);
}

static void collect(void *context, const struct dwarf_entry *entry)
{
    struct check *check = context;
    const struct derived derived = {entry->offset, entry->type};
    struct elf_function function;
    if (entry->tag == DWARF_SUBROUTINE_TYPE) {
        buffer_add(&check->functions, &entry->offset, sizeof(entry->offset));
    }
    if (entry->tag == DWARF_VOLATILE_TYPE) {
        buffer_add(&check->volatiles, &derived, sizeof(derived));
    }
    if (entry->tag != DWARF_SUBPROGRAM || !entry->noreturn || entry->name == NULL) {
        return;
    }
    if (entry->is_virtual) {
        tell(check, entry,
             "is virtual and noreturn: what stands behind a call would be executed if a class "
             "that overrides it returned. Take noreturn off, and put rt_panic behind its calls");
    }
    if (entry->external && !elf_find_function(check->elf, dwarf_linker_name(entry), &function) &&
        !has(&check->absent, dwarf_linker_name(entry))) {
        arguments_add(&check->absent, dwarf_linker_name(entry));
    }
}

static void find_noreturn_types(struct check *check)
{
    for (size_t at = 0; at < check->volatiles.length; at += sizeof(struct derived)) {
        struct derived type;
        memcpy(&type, check->volatiles.data + at, sizeof(type));
        if (is_function_type(check, type.type)) {
            buffer_add(&check->noreturn, &type.offset, sizeof(type.offset));
        }
    }
}

/* Complains of what has a name, and goes on from what has none: the pointer, an array of them. */
static void spread(void *context, const struct dwarf_entry *entry)
{
    struct check *check = context;
    if (entry->type == 0 || !is_noreturn_type(check, entry->type) ||
        is_noreturn_type(check, entry->offset)) {
        return;
    }
    if (entry->name == NULL) {
        buffer_add(&check->noreturn, &entry->offset, sizeof(entry->offset));
        check->grown = true;
        return;
    }
    tell(check, entry,
         "is of a type of functions that are noreturn: what stands behind a call through a pointer "
         "to one would be executed if it returned. Take noreturn off the type, and put rt_panic "
         "behind the calls");
}

/* A file that does not know of it: its body, now in another's code, can't be told from that. */
static void check_definition(void *context, const struct dwarf_entry *entry)
{
    struct check *check = context;
    if (entry->tag == DWARF_SUBPROGRAM && entry->external && !entry->declaration &&
        !entry->has_code && !entry->noreturn && entry->name != NULL &&
        has(&check->absent, dwarf_linker_name(entry))) {
        tell(check, entry,
             "is declared noreturn elsewhere, and became part of what calls it: what stands behind "
             "it would be executed if it returned. Let it be defined as noreturn, too, so that the "
             "compiler sees to that");
    }
}

/* Whatever the debug information says: there may be none of the type that a call is cast to. */
static void check_end(void *context, const struct elf_function *function)
{
    struct check *check = context;
    const struct instruction last = code_last(check->elf, function);
    uint64_t target;
    if (code_link(&last, check->elf->is_64) == 0 ||
        code_target(&last, check->elf->is_64, &target)) {
        return;
    }
    check->sound = false;
    fprintf(stderr,
            "%s: %s ends with a call through a pointer: what stands behind %s would be executed if "
            "it returned. Take noreturn off the type, and put rt_panic behind the call; CHECK OFF "
            "links it as it is.\n",
            check->elf->path, function->name, function->name);
}

bool check_unseen(const struct elf_file *elf)
{
    struct check check = {.elf = elf, .sound = true};
    dwarf_each_entry(elf, collect, &check);
    find_noreturn_types(&check);
    check.grown = check.noreturn.length != 0;
    while (check.grown) {
        check.grown = false;
        dwarf_each_entry(elf, spread, &check);
    }
    if (check.absent.count != 0) {
        dwarf_each_entry(elf, check_definition, &check);
    }
    elf_each_function(elf, check_end, &check);
    return check.sound;
}
