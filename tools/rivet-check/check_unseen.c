/* SPDX-License-Identifier: MIT */
/*
 * Checks calls of noreturn functions whose target the linked code does not show: calls through
 * pointers, of virtual functions, and of functions that link-time optimisation inlined. GCC puts
 * nothing after them either. The check searches the debug information for declarations that allow
 * such calls, and the code for functions that end with a call through a pointer. Clang puts a trap
 * after each call that it expects not to return.
 *
 * For GCC a noreturn function type is a volatile one, in debug information too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "code.h"
#include "elf/common.h"

enum {
    MAX_STEPS = 64, /* from a type to its parts; more means a cycle in a damaged file */
};

struct check {
    const struct elf_file *elf;
    const struct dwarf *dwarf;
    struct arguments told; /* errors printed about declarations */
    struct buffer ends;    /* addresses of functions with an error */
    bool sound;
};

static bool is_told(const struct check *check, const char *complaint)
{
    for (size_t i = 0; i < check->told.count; i++) {
        if (strcmp(check->told.items[i], complaint) == 0) {
            return true;
        }
    }
    return false;
}

/* Prints an error, only once for a declaration that several units include from a header. */
static void tell(struct check *check, const struct dwarf_entry *entry, const char *what)
{
    const unsigned long long line = entry->line;
    char *complaint = format_text("'%s', line %llu: %s", entry->name, line, what);
    if (!is_told(check, complaint)) {
        arguments_add(&check->told, complaint);
        fprintf(stderr,
                "%s: '%s', line %llu of %s or of a header, %s; CHECK OFF links it as it is.\n",
                check->elf->path, entry->name, line, entry->file == NULL ? "a file" : entry->file,
                what);
    }
    free(complaint);
    check->sound = false;
}

/* A typedef in the chain gets its own error. */
static bool points_to_noreturn(const struct dwarf *dwarf, const struct dwarf_entry *entry)
{
    const struct dwarf_entry *type = dwarf_at(dwarf, entry->type);
    bool is_volatile = false;
    for (int step = 0; type != NULL && step < MAX_STEPS; step++) {
        switch (type->tag) {
        case DWARF_SUBROUTINE_TYPE:
            return is_volatile;
        case DWARF_VOLATILE_TYPE:
            is_volatile = true;
            break;
        case DWARF_CONST_TYPE:
            break;
        case DWARF_TYPEDEF:
            if (!is_volatile) {
                return false;
            }
            break;
        default:
            is_volatile = false;
            break;
        }
        type = dwarf_at(dwarf, type->type);
    }
    return false;
}

static void check_declaration(struct check *check, const struct dwarf_entry *entry)
{
    if (!entry->from_gcc || entry->name == NULL) {
        return;
    }
    if (points_to_noreturn(check->dwarf, entry)) {
        tell(check, entry,
             "involves a pointer to noreturn functions: the code after a call through it would be "
             "executed if the call returned. Take noreturn off the type, and put rt_panic or a "
             "loop after the call");
    }
    if (entry->tag == DWARF_SUBPROGRAM && entry->noreturn && entry->is_virtual) {
        tell(check, entry,
             "is virtual and noreturn: the code after a call would be executed if a class that "
             "overrides it returned. Take noreturn off, and put rt_panic or a loop after the call");
    }
}

static bool is_linked(const struct check *check, const struct dwarf_entry *function)
{
    struct elf_function found;
    const char *name = dwarf_linker_name(check->dwarf, function);
    return (function->address != 0 && elf_symbol_around(check->elf, function->address, &found)) ||
           (name != NULL && elf_find_function(check->elf, name, &found));
}

/*
 * Handles the body of a function that was inlined into another one and is not declared noreturn in
 * its own file. The inlined code does not show whether it returns. If it was inlined in its own
 * unit, the compiler did not use noreturn and put code after it.
 */
static void check_inlined(struct check *check, const struct dwarf_entry *inlined,
                          const struct dwarf_entry *into)
{
    const struct dwarf_entry *body = dwarf_at(check->dwarf, inlined->origin);
    if (body == NULL || body->unit == inlined->unit || !body->from_gcc || body->noreturn) {
        return;
    }
    const struct dwarf_entry *declared =
        body->name != NULL ? body : dwarf_at(check->dwarf, body->origin);
    const char *name = dwarf_linker_name(check->dwarf, body);
    if (declared != NULL && declared->name != NULL && !declared->noreturn &&
        dwarf_says_noreturn(check->dwarf, name, strlen(name)) && is_linked(check, into)) {
        tell(check, declared,
             "is declared noreturn elsewhere, and was inlined into its caller: the code after it "
             "would be executed if it returned. Define it as noreturn too, so that the compiler "
             "checks it");
    }
}

static void check_declarations(struct check *check)
{
    const struct dwarf_entry *function = NULL;
    for (size_t i = 0; i < check->dwarf->count; i++) {
        const struct dwarf_entry *entry = &check->dwarf->entries[i];
        if (entry->tag == DWARF_SUBPROGRAM && entry->has_code) {
            function = entry;
        }
        if (entry->tag == DWARF_INLINED_SUBROUTINE && function != NULL) {
            check_inlined(check, entry, function);
        }
        check_declaration(check, entry);
    }
}

/* Needed in addition to debug information, which may lack the type of a cast. */
static void check_end(void *context, const struct elf_function *function)
{
    struct check *check = context;
    const struct instruction last = code_last(check->elf, function);
    uint64_t target;
    if (code_link(&last, check->elf->is_64) == 0 ||
        code_target(&last, check->elf->is_64, &target) ||
        !buffer_add_new(&check->ends, function->address)) {
        return;
    }
    check->sound = false;
    fprintf(stderr,
            "%s: %s ends with a call through a pointer: the code after %s would be executed if "
            "the call returned. Put rt_panic or a loop after the call, and take noreturn off "
            "the pointer's type; CHECK OFF links it as it is.\n",
            check->elf->path, function->name, function->name);
}

bool check_unseen(const struct elf_file *elf, const struct dwarf *dwarf)
{
    struct check check = {.elf = elf, .dwarf = dwarf, .sound = true};
    check_declarations(&check);
    elf_each_function(elf, check_end, &check);
    return check.sound;
}
