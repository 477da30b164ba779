/* SPDX-License-Identifier: MIT */
/*
 * Verifies that functions declared noreturn cannot return. GCC puts nothing after a call of such a
 * function, so after a return the following code would be executed. Compilers can't see a body that
 * is in another file or in assembly. The check therefore reads the linked file. It checks each
 * function that the debug information declares noreturn, and each that another function's last
 * instruction calls.
 *
 * A function counts as returning if a return can be reached from its entry by jumps and sequential
 * execution. The return does not count if ra was set to a value that is not from the frame, or sp
 * to one not derived from sp or s0, as in longjmp and the start of a task. Calls are assumed to
 * return, except those at a function's end. Calls through a pointer are not followed, see
 * check_unseen.c.
 */
#include <stdio.h>
#include <string.h>

#include "checks.h"
#include "code.h"
#include "dwarf.h"
#include "elf/common.h"

enum {
    MAX_STARTS = 4096,
    ZERO = 0,
    RA = 1,
    SP = 2,
    S0 = 8,
    C_UNIMP = 0x0000,
    C_EBREAK = 0x9002,
};

static const uint32_t ECALL = 0x00000073;
static const uint32_t EBREAK = 0x00100073;
static const uint32_t SRET = 0x10200073;
static const uint32_t MRET = 0x30200073;
static const uint32_t UNIMP = 0xc0001073;

/* Pieces of code without jumps that are reached from a function's entry, by start address. */
struct way {
    const struct elf_file *elf;
    uint64_t starts[MAX_STARTS];
    int count;
    struct elf_function function; /* the function of the last piece */
};

/* The effect of an instruction on the registers that a return depends on. */
enum effect {
    NONE,
    LEAVES_FRAME, /* ra or sp no longer have the caller's values */
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
    case 2 << 3 | 3: /* c.ldsp, c.flwsp */
        return target == SP && (is_64 || operation == 2) ? LEAVES_FRAME : NONE;
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
    /* sh3add sp, a0, sp of Zba makes a large frame. */
    const bool derives = is_frame(source) || is_frame(code_field(at->bits, 20, 5));
    if (opcode == CODE_JALR && target == ZERO && source == RA) {
        return RETURNS;
    }
    if (opcode == CODE_JAL || opcode == CODE_JALR || !writes_register(opcode)) {
        return NONE;
    }
    if (target == RA) {
        /* An auipc is the first half of a call. */
        return opcode == CODE_AUIPC || (opcode == CODE_LOAD && is_frame(source)) ? NONE
                                                                                 : LEAVES_FRAME;
    }
    return target == SP && !(opcode == CODE_OP_IMM && is_frame(source)) &&
                   !(opcode == CODE_OP && derives)
               ? LEAVES_FRAME
               : NONE;
}

static void add(struct way *way, uint64_t start)
{
    for (int i = 0; i < way->count; i++) {
        if (way->starts[i] == start) {
            return;
        }
    }
    if (way->count == MAX_STARTS) {
        die("'%s': a function that is not to return reaches more than %d pieces of code",
            way->elf->path, MAX_STARTS);
    }
    way->starts[way->count++] = start;
}

static bool is_compressed_jump(const struct instruction *at, bool is_64)
{
    const unsigned operation = code_field(at->bits, 13, 3);
    switch (code_field(at->bits, 0, 2)) {
    case 1:
        return operation == 5;
    case 2:
        return operation == 4 && code_field(at->bits, 2, 5) == 0 && code_link(at, is_64) == ZERO &&
               at->bits != C_EBREAK;
    default:
        return at->bits == C_UNIMP;
    }
}

/* Whether execution never continues with the next instruction. */
static bool is_jump(const struct instruction *at, bool is_64)
{
    const unsigned opcode = code_field(at->bits, 0, 7);
    if (at->length == 2) {
        return is_compressed_jump(at, is_64);
    }
    return ((opcode == CODE_JAL || opcode == CODE_JALR) && code_link(at, is_64) == ZERO) ||
           at->bits == MRET || at->bits == SRET;
}

/* The last instruction of a function that does not return: a call, ebreak, ecall, unimp. */
static bool ends_function(const struct instruction *at, bool is_64)
{
    return code_link(at, is_64) != ZERO || at->bits == C_EBREAK || at->bits == EBREAK ||
           at->bits == ECALL || at->bits == UNIMP;
}

static bool contains(const struct elf_function *function, uint64_t address)
{
    return address >= function->address && address - function->address < function->size;
}

/* The address of a return in the piece that begins at @p start, 0 if there is none. */
static uint64_t follow(struct way *way, uint64_t start)
{
    const bool is_64 = way->elf->is_64;
    struct instruction at = {.address = start};
    uint64_t target;
    if (!contains(&way->function, start) && !elf_symbol_around(way->elf, start, &way->function)) {
        return 0;
    }
    while (code_next(way->elf, &way->function, &at)) {
        const enum effect what = effect(&at, is_64);
        if (what != NONE) {
            return what == RETURNS ? at.address : 0;
        }
        if (code_link(&at, is_64) == ZERO && code_target(&at, is_64, &target)) {
            add(way, target);
        }
        if (is_jump(&at, is_64)) {
            return 0;
        }
    }
    if (!ends_function(&at, is_64)) {
        add(way, at.address + at.length);
    }
    return 0;
}

/* The address of the return that a function reaches, 0 if there is none. Sets @p where to the name
 * of the function that contains the return. */
static uint64_t way_back(const struct elf_file *elf, const struct elf_function *function,
                         const char **where)
{
    struct way way = {.elf = elf};
    uint64_t address = 0;
    add(&way, function->address);
    for (int i = 0; i < way.count && address == 0; i++) {
        address = follow(&way, way.starts[i]);
    }
    /* Several symbols may have the same address; prefer the function's own name. */
    *where = way.function.address == function->address ? function->name : way.function.name;
    return address;
}

struct check {
    const struct elf_file *elf;
    const struct dwarf *dwarf;
    struct buffer judged; /* addresses of functions */
    bool sound;
};

/* The address of the return that a function reaches, 0 if there is none or the function was already
 * checked. Functions are identified by address, because several may have the same name. */
static uint64_t judge(struct check *check, const struct elf_function *function, const char **where)
{
    uint64_t address = 0;
    if (buffer_add_new(&check->judged, function->address)) {
        address = way_back(check->elf, function, where);
        check->sound = check->sound && address == 0;
    }
    return address;
}

static void check_function(struct check *check, const struct elf_function *function)
{
    const char *where;
    const uint64_t address = judge(check, function, &where);
    if (address != 0) {
        fprintf(stderr,
                "%s: %s is declared noreturn, and returns, by the instruction at 0x%llx in %s: "
                "the code after its calls would be executed. End it with rt_exit, rt_panic or "
                "a loop, or take noreturn off its declaration; CHECK OFF links it as it is.\n",
                check->elf->path, function->name, (unsigned long long)address, where);
    }
}

static void check_declared(struct check *check)
{
    for (size_t i = 0; i < check->dwarf->count; i++) {
        const struct dwarf_entry *entry = &check->dwarf->entries[i];
        struct elf_function function;
        if (entry->tag != DWARF_SUBPROGRAM || !entry->external || !entry->noreturn) {
            continue;
        }
        const char *name = dwarf_linker_name(check->dwarf, entry);
        if (name != NULL && elf_find_function(check->elf, name, &function)) {
            check_function(check, &function);
        }
    }
}

/* A copy of a function that the compiler made for callers that it sees. */
static void check_copy(void *context, const struct elf_function *function)
{
    struct check *check = context;
    const size_t length = strcspn(function->name, ".");
    const char *suffix = function->name + length;
    const size_t rest = strlen(suffix);
    if ((begins_with(suffix, rest, ".constprop.") || begins_with(suffix, rest, ".isra.")) &&
        dwarf_says_noreturn(check->dwarf, function->name, length)) {
        check_function(check, function);
    }
}

/* Finds the function that the last instruction calls, if that is a call. */
static bool ends_with_call(const struct elf_file *elf, const struct elf_function *function,
                           struct elf_function *called)
{
    const struct instruction at = code_last(elf, function);
    uint64_t target;
    return code_link(&at, elf->is_64) == RA && code_target(&at, elf->is_64, &target) &&
           elf_symbol_around(elf, target, called);
}

/* A function that ends with a call relies on noreturn, whatever the debug information declares. */
static void check_end(void *context, const struct elf_function *function)
{
    struct check *check = context;
    struct elf_function called;
    const char *where;
    const uint64_t address =
        ends_with_call(check->elf, function, &called) ? judge(check, &called, &where) : 0;
    if (address != 0) {
        fprintf(stderr,
                "%s: %s ends with a call of %s, which returns, by the instruction at 0x%llx in %s: "
                "the code after %s would be executed. Put a loop or a jump after the call; "
                "CHECK OFF links it as it is.\n",
                check->elf->path, function->name, called.name, (unsigned long long)address, where,
                function->name);
    }
}

bool check_noreturn(const struct elf_file *elf, const struct dwarf *dwarf)
{
    struct check check = {.elf = elf, .dwarf = dwarf, .sound = true};
    check_declared(&check);
    elf_each_function(elf, check_copy, &check);
    elf_each_function(elf, check_end, &check);
    return check.sound;
}
