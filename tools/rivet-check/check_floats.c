/* SPDX-License-Identifier: MIT */
/*
 * Checks that the entry of an interrupt handler saves the floating-point registers if the handler
 * reaches an instruction that touches them, and only then.
 *
 * The check reads the machine code of the linked file, so inlining, link-time optimisation and the
 * C library are included. Each function that a handler reaches by direct calls and jumps is checked
 * as a whole. Calls through pointers are not followed. A debug build traps if such a call reaches
 * floating point and the entry does not save the registers. An entry that saves them is always
 * accepted if there is such a call.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "code.h"
#include "elf/common.h"

enum {
    MAX_FUNCTIONS = 4096,
};

/* A function that was reached, and the one that it was reached from. */
struct reached {
    struct elf_function function;
    int from; /* -1: the handler itself */
};

struct walk {
    const struct elf_file *elf;
    struct reached functions[MAX_FUNCTIONS];
    int count;
    bool lost; /* the handler has a call or jump through a register */
};

/* Unprivileged specification, chapter 26: the loads and stores are in quadrants 0 and 2. */
static bool compressed_touches_floats(uint32_t bits, bool is_64)
{
    const unsigned operation = code_field(bits, 13, 3);
    if (code_field(bits, 0, 2) == 1) {
        return false;
    }
    return operation == 1 || operation == 5 || (!is_64 && (operation == 3 || operation == 7));
}

static bool touches_floats(const struct instruction *at, bool is_64)
{
    if (at->length == 2) {
        return compressed_touches_floats(at->bits, is_64);
    }
    switch (code_field(at->bits, 0, 7)) {
    case 0x07: /* LOAD-FP */
    case 0x27: /* STORE-FP */
    case 0x43: /* MADD, MSUB, NMSUB, NMADD */
    case 0x47:
    case 0x4b:
    case 0x4f:
    case 0x53: /* OP-FP */
        return true;
    case 0x73: /* fflags, frm and fcsr */
        return code_field(at->bits, 12, 2) != 0 && at->bits >> 20 >= 1 && at->bits >> 20 <= 3;
    default:
        return false;
    }
}

/* A call or jump through a register, not a return. Register-saving routines return through t0. */
static bool goes_anywhere(const struct instruction *at, bool is_64)
{
    const unsigned source = code_field(at->bits, at->length == 2 ? 7 : 15, 5);
    const bool is_jump = at->length == 2 ? code_field(at->bits, 0, 2) == 2 &&
                                               code_field(at->bits, 13, 3) == 4 &&
                                               code_field(at->bits, 2, 5) == 0 && source != 0
                                         : code_field(at->bits, 0, 7) == CODE_JALR;
    return is_jump && (code_link(at, is_64) != 0 || (source != 1 && source != 5));
}

static void reach(struct walk *walk, uint64_t address, int from)
{
    struct elf_function function;
    if (!elf_function_at(walk->elf, address, &function)) {
        return;
    }
    for (int i = 0; i < walk->count; i++) {
        if (walk->functions[i].function.address == function.address) {
            return;
        }
    }
    if (walk->count == MAX_FUNCTIONS) {
        die("'%s': a handler reaches more than %d functions", walk->elf->path, MAX_FUNCTIONS);
    }
    walk->functions[walk->count++] = (struct reached){function, from};
}

/* Checks a whole function; true if it touches floating point. */
static bool scan(struct walk *walk, int index)
{
    const struct elf_function function = walk->functions[index].function;
    struct instruction at = {.address = function.address};
    while (code_next(walk->elf, &function, &at)) {
        uint64_t target;
        if (touches_floats(&at, walk->elf->is_64)) {
            return true;
        }
        if (!code_target(&at, walk->elf->is_64, &target)) {
            walk->lost = walk->lost || goes_anywhere(&at, walk->elf->is_64);
        } else if (target < function.address || target >= function.address + function.size) {
            reach(walk, target, index);
        }
    }
    return false;
}

/* "work > sum": the call chain to the last function, without the handler. */
static void describe(const struct walk *walk, int index, struct buffer *text)
{
    if (walk->functions[index].from >= 0) {
        describe(walk, walk->functions[index].from, text);
        buffer_format(text, " > ");
    }
    buffer_format(text, "%s", walk->functions[index].function.name);
}

/* The entry, rt_vector_<source>, saves floating-point registers if it names any. */
static bool entry_saves_floats(struct walk *walk, const char *source)
{
    char *name = format_text("rt_vector_%s", source);
    uint64_t address;
    walk->count = 0;
    if (elf_find_symbol(walk->elf, name, &address)) {
        reach(walk, address, -1);
    }
    free(name);
    return walk->count != 0 && scan(walk, 0);
}

static void complain(const struct walk *walk, int index, const char *kind, const char *source)
{
    const char *nesting = strcmp(kind, "nesting") == 0 ? "_NESTING" : "";
    struct buffer way = {0};
    if (index == walk->count) {
        fprintf(stderr,
                "%s: the handler of the %s interrupt saves the floating-point registers, and "
                "reaches nothing that touches them. Define it with RT_INTERRUPT%s.\n",
                walk->elf->path, source, nesting);
        return;
    }
    describe(walk, index, &way);
    fprintf(
        stderr,
        "%s: the handler of the %s interrupt reaches floating point, whose registers it does "
        "not save: %s. Define it with RT_INTERRUPT%s_FLOAT, or keep floating point out of it.\n",
        walk->elf->path, source, way.data, nesting);
    buffer_free(&way);
}

/* The index of the first function that touches floating point; walk->count if none does. */
static int find_floats(struct walk *walk, uint64_t handler)
{
    int i = 0;
    walk->count = 0;
    walk->lost = false;
    reach(walk, handler, -1);
    while (i < walk->count && !scan(walk, i)) {
        i++;
    }
    return i;
}

static bool handler_is_sound(struct walk *walk, const char *kind, const char *source)
{
    char *name = format_text("rt_%s_%s", kind, source);
    uint64_t address;
    bool sound = true;
    if (elf_find_symbol(walk->elf, name, &address)) {
        const bool saves = entry_saves_floats(walk, source);
        const int index = find_floats(walk, address);
        sound = saves == (index != walk->count) || (saves && walk->lost);
        if (!sound) {
            complain(walk, index, kind, source);
        }
    }
    free(name);
    return sound;
}

struct handlers {
    struct walk walk;
    bool sound;
};

/* A handler is rt_plain_<source> or rt_nesting_<source>, called by the entry rt_vector_<source>. */
static void check_handler(void *context, const struct elf_function *function)
{
    static const char *const kinds[] = {"plain", "nesting"};
    struct handlers *const handlers = context;
    for (size_t i = 0; i < 2; i++) {
        char *prefix = format_text("rt_%s_", kinds[i]);
        const size_t length = strlen(prefix);
        if (strncmp(function->name, prefix, length) == 0) {
            handlers->sound =
                handler_is_sound(&handlers->walk, kinds[i], function->name + length) &&
                handlers->sound;
        }
        free(prefix);
    }
}

/* While a trap of a program is served, the registers are the program's (rt/program.h). */
static bool program_code_is_sound(struct walk *walk, uint64_t address)
{
    struct buffer way = {0};
    const int index = find_floats(walk, address);
    if (index == walk->count) {
        return true;
    }
    describe(walk, index, &way);
    fprintf(stderr,
            "%s: code that serves a program reaches floating point, whose registers are the "
            "program's: %s. Keep floating point out of it.\n",
            walk->elf->path, way.data);
    buffer_free(&way);
    return false;
}

/* rt_program_trap, and the functions of RT_PROGRAM_CALLS. */
static bool check_programs(struct walk *walk)
{
    const struct elf_file *const elf = walk->elf;
    const unsigned size = elf->is_64 ? 8 : 4;
    uint64_t address;
    uint64_t count;
    bool sound = true;
    if (!elf_find_symbol(elf, "rti_mode_vector", &address)) {
        return true;
    }
    if (elf_find_symbol(elf, "rt_program_trap", &address)) {
        sound = program_code_is_sound(walk, address);
    }
    if (!elf_find_symbol(elf, "rti_program_calls", &count) ||
        !elf_find_symbol(elf, "rti_program_call_table", &address)) {
        return sound;
    }
    const uint8_t *number = elf_at(elf, count, size);
    for (uint64_t i = 0; number != NULL && i < elf_word(elf, number); i++) {
        const uint8_t *call = elf_at(elf, address + i * size, size);
        sound = (call == NULL || program_code_is_sound(walk, elf_word(elf, call))) && sound;
    }
    return sound;
}

bool check_floats(const struct elf_file *elf)
{
    static struct handlers handlers;
    handlers.walk.elf = elf;
    handlers.sound = true;
    elf_each_function(elf, check_handler, &handlers);
    return check_programs(&handlers.walk) && handlers.sound;
}
