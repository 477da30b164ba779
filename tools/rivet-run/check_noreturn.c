/* SPDX-License-Identifier: MIT */
/*
 * Functions that don't return, so some source says, don't. Compilers put nothing behind a call of
 * one: after a return whatever stands there would be executed. They can't see the body of one in
 * another file, in assembly for instance, so the linked file is asked: about each function that its
 * debug information has declared noreturn, and about each that is called at another one's very end.
 *
 * A function counts as returning if it holds a return, or a jump to a function that does, without
 * giving ra or sp a value that is not its own caller's: longjmp and the start of a task do that.
 * What a call through a pointer leads to is not seen.
 */
#include <stdio.h>
#include <string.h>

#include "checks.h"
#include "code.h"
#include "common.h"
#include "dwarf.h"

enum {
    MAX_JUMPS = 64,
    ZERO = 0,
    RA = 1,
    SP = 2,
    S0 = 8,
    LOAD = 0x03,
    OP_IMM = 0x13,
    OP = 0x33,
    JALR = 0x67,
    JAL = 0x6f,
};

/* The functions that are reached from the first by jumps. */
struct jumps {
    const struct elf_file *elf;
    struct elf_function functions[MAX_JUMPS];
    int count;
};

/* What became of the registers that a return depends on. */
enum effect {
    NONE,
    LEAVES_FRAME, /* ra or sp are no longer what the caller has */
    RETURNS,
};

static bool is_frame(unsigned reg)
{
    return reg == SP || reg == S0;
}

static enum effect compressed_effect(const struct instruction *at, bool is_64)
{
    const unsigned operation = code_field(at->bits, 13, 3);
    const unsigned target = code_field(at->bits, 7, 5);
    const unsigned source = code_field(at->bits, 2, 5);
    switch (code_field(at->bits, 0, 2) << 3 | operation) {
    case 1 << 3 | 1: /* c.jal, c.addiw */
        return is_64 && target == RA ? LEAVES_FRAME : NONE;
    case 1 << 3 | 0: /* c.addi */
    case 1 << 3 | 3: /* c.addi16sp, c.lui */
        return target == RA ? LEAVES_FRAME : NONE;
    case 1 << 3 | 2: /* c.li */
    case 2 << 3 | 0: /* c.slli */
        return target == RA || target == SP ? LEAVES_FRAME : NONE;
    case 2 << 3 | 2: /* c.lwsp */
    case 2 << 3 | 3: /* c.ldsp */
        return target == SP ? LEAVES_FRAME : NONE;
    case 2 << 3 | 4:
        if (source == 0) { /* c.jr, c.jalr */
            return target == RA && code_field(at->bits, 12, 1) == 0 ? RETURNS : NONE;
        }
        /* c.mv, c.add */
        return target == RA || (target == SP && code_field(at->bits, 12, 1) == 0 && source != S0)
                   ? LEAVES_FRAME
                   : NONE;
    default:
        return NONE;
    }
}

static bool writes_register(unsigned opcode)
{
    static const uint8_t without[] = {0x07, 0x0f, 0x23, 0x27, 0x43, 0x47, 0x4b, 0x4f, 0x53, 0x63};
    return memchr(without, (int)opcode, sizeof(without)) == NULL;
}

static enum effect effect(const struct instruction *at, bool is_64)
{
    if (at->length == 2) {
        return compressed_effect(at, is_64);
    }
    const unsigned opcode = code_field(at->bits, 0, 7);
    const unsigned target = code_field(at->bits, 7, 5);
    const unsigned source = code_field(at->bits, 15, 5);
    if (opcode == JALR && target == ZERO && source == RA) {
        return RETURNS;
    }
    if (opcode == JAL || opcode == JALR || !writes_register(opcode)) {
        return NONE;
    }
    if (target == RA) {
        return opcode == LOAD && is_frame(source) ? NONE : LEAVES_FRAME;
    }
    return target == SP && !((opcode == OP_IMM || opcode == OP) && is_frame(source)) ? LEAVES_FRAME
                                                                                     : NONE;
}

static void add(struct jumps *jumps, const struct elf_function *function)
{
    for (int i = 0; i < jumps->count; i++) {
        if (jumps->functions[i].address == function->address) {
            return;
        }
    }
    if (jumps->count < MAX_JUMPS) {
        jumps->functions[jumps->count++] = *function;
    }
}

/* Notes where a jump that is no call leads, if out of the function. */
static void follow(struct jumps *jumps, const struct elf_function *from,
                   const struct instruction *at)
{
    struct elf_function function;
    uint64_t target;
    if (code_link(at, jumps->elf->is_64) == ZERO && code_target(at, jumps->elf->is_64, &target) &&
        (target < from->address || target >= from->address + from->size) &&
        elf_function_at(jumps->elf, target, &function)) {
        add(jumps, &function);
    }
}

/* The address of a return to the caller, 0 if there is none. */
static uint64_t find_return(struct jumps *jumps, const struct elf_function *function)
{
    struct instruction at = {.address = function->address};
    uint64_t found = 0;
    while (code_next(jumps->elf, function, &at)) {
        switch (effect(&at, jumps->elf->is_64)) {
        case LEAVES_FRAME:
            return 0;
        case RETURNS:
            found = at.address;
            break;
        default:
            follow(jumps, function, &at);
            break;
        }
    }
    return found;
}

struct check {
    const struct elf_file *elf;
    struct arguments complained; /* of which functions */
};

static bool is_new(const struct check *check, const char *name)
{
    for (size_t i = 0; i < check->complained.count; i++) {
        if (strcmp(check->complained.items[i], name) == 0) {
            return false;
        }
    }
    return true;
}

/* The address of the return that @p function reaches by jumps, 0 if there is none; and in which. */
static uint64_t way_back(const struct elf_file *elf, const struct elf_function *function,
                         const char **where)
{
    struct jumps jumps = {.elf = elf};
    uint64_t address = 0;
    add(&jumps, function);
    for (int i = 0; i < jumps.count && address == 0; i++) {
        address = find_return(&jumps, &jumps.functions[i]);
        *where = jumps.functions[i].name;
    }
    return address;
}

static void check_code(struct check *check, const struct elf_function *function)
{
    const char *where;
    const uint64_t address = way_back(check->elf, function, &where);
    if (address != 0) {
        fprintf(stderr,
                "%s: %s is declared noreturn, and returns, by the instruction at 0x%llx in %s: "
                "what stands behind its calls would be executed. End it with rt_exit, rt_panic or "
                "a loop, or take noreturn off its declaration.\n",
                check->elf->path, function->name, (unsigned long long)address, where);
        arguments_add(&check->complained, function->name);
    }
}

/* A function whose last instruction is a call relies on it, whatever the debug information says. */
static void check_end(void *context, const struct elf_function *function)
{
    struct check *check = context;
    struct elf_function called;
    struct instruction at = {.address = function->address};
    const char *where;
    uint64_t target;
    while (code_next(check->elf, function, &at)) {
    }
    if (code_link(&at, check->elf->is_64) == RA && code_target(&at, check->elf->is_64, &target) &&
        elf_function_at(check->elf, target, &called) && is_new(check, called.name) &&
        way_back(check->elf, &called, &where) != 0) {
        fprintf(stderr,
                "%s: %s ends with a call of %s, which returns, in %s: what stands behind %s would "
                "be executed. Put something behind the call, rt_panic or a loop.\n",
                check->elf->path, function->name, called.name, where, function->name);
        arguments_add(&check->complained, called.name);
    }
}

struct search {
    const char *name;
    bool found;
};

static void find_plain_definition(void *context, const struct dwarf_function *function)
{
    struct search *search = context;
    if (function->is_abstract && !function->is_noreturn &&
        strcmp(function->name, search->name) == 0) {
        search->found = true;
    }
}

/* Of a function that link-time optimisation left nowhere but in its callers. */
static void check_definition(struct check *check, const char *name)
{
    struct search search = {.name = name};
    dwarf_each_function(check->elf, find_plain_definition, &search);
    if (search.found) {
        fprintf(stderr,
                "%s: %s is declared noreturn in one file, and not where it is defined: whether it "
                "returns was not looked at. Include its declaration there.\n",
                check->elf->path, name);
        arguments_add(&check->complained, name);
    }
}

static void check_function(void *context, const struct dwarf_function *known)
{
    struct check *check = context;
    struct elf_function function;
    if (!known->is_noreturn || !is_new(check, known->name)) {
        return;
    }
    if (elf_find_function(check->elf, known->name, &function)) {
        check_code(check, &function);
    } else {
        check_definition(check, known->name);
    }
}

bool check_noreturn(const struct elf_file *elf)
{
    struct check check = {.elf = elf};
    dwarf_each_function(elf, check_function, &check);
    elf_each_function(elf, check_end, &check);
    return check.complained.count == 0;
}
