/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run --check-floats`: the entries of those interrupt handlers save the floating-point
 * registers that reach an instruction which touches them, and no others do.
 *
 * Read from the machine code of the linked file, so that inlining, link-time optimisation and the
 * C library count as they are: each function that a handler reaches by direct calls and jumps is
 * looked at as a whole. Where calls through pointers lead is not seen: a debug build traps if it is
 * to floating point that an entry does not save, and an entry that saves is left in peace.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

enum {
    MAX_FUNCTIONS = 4096,
};

/* A function on the way, and by whom it was reached. */
struct reached {
    struct elf_function function;
    int from; /* -1: the handler itself */
};

struct walk {
    const struct elf_file *elf;
    struct reached functions[MAX_FUNCTIONS];
    int count;
    bool lost; /* at a call or jump through a register */
};

/* An instruction, with what the one before it left in a register. */
struct instruction {
    uint64_t address;
    uint32_t bits;
    unsigned length;
    unsigned known_register; /* of an auipc just before it; 0 if there was none */
    uint64_t known_value;
};

static uint32_t field(uint32_t bits, unsigned low, unsigned width)
{
    return bits >> low & ((1U << width) - 1);
}

static int64_t signed_field(uint32_t value, unsigned width)
{
    const uint32_t sign = 1U << (width - 1);
    return (int64_t)(value ^ sign) - (int64_t)sign;
}

/* Unprivileged specification, chapter 26: the quadrants 0 and 2 hold the loads and stores. */
static bool compressed_touches_floats(uint32_t bits, bool is_64)
{
    const unsigned operation = field(bits, 13, 3);
    if (field(bits, 0, 2) == 1) {
        return false;
    }
    return operation == 1 || operation == 5 || (!is_64 && (operation == 3 || operation == 7));
}

static bool touches_floats(const struct instruction *at, bool is_64)
{
    if (at->length == 2) {
        return compressed_touches_floats(at->bits, is_64);
    }
    switch (field(at->bits, 0, 7)) {
    case 0x07: /* LOAD-FP */
    case 0x27: /* STORE-FP */
    case 0x43: /* MADD, MSUB, NMSUB, NMADD */
    case 0x47:
    case 0x4b:
    case 0x4f:
    case 0x53: /* OP-FP */
        return true;
    case 0x73: /* fflags, frm and fcsr */
        return field(at->bits, 12, 2) != 0 && at->bits >> 20 >= 1 && at->bits >> 20 <= 3;
    default:
        return false;
    }
}

static int64_t jal_offset(uint32_t bits)
{
    return signed_field(field(bits, 31, 1) << 20 | field(bits, 12, 8) << 12 |
                            field(bits, 20, 1) << 11 | field(bits, 21, 10) << 1,
                        21);
}

static int64_t branch_offset(uint32_t bits)
{
    return signed_field(field(bits, 31, 1) << 12 | field(bits, 7, 1) << 11 |
                            field(bits, 25, 6) << 5 | field(bits, 8, 4) << 1,
                        13);
}

static int64_t compressed_jump_offset(uint32_t bits)
{
    return signed_field(field(bits, 12, 1) << 11 | field(bits, 8, 1) << 10 |
                            field(bits, 9, 2) << 8 | field(bits, 6, 1) << 7 |
                            field(bits, 7, 1) << 6 | field(bits, 2, 1) << 5 |
                            field(bits, 11, 1) << 4 | field(bits, 3, 3) << 1,
                        12);
}

static int64_t compressed_branch_offset(uint32_t bits)
{
    return signed_field(field(bits, 12, 1) << 8 | field(bits, 5, 2) << 6 | field(bits, 2, 1) << 5 |
                            field(bits, 10, 2) << 3 | field(bits, 3, 2) << 1,
                        9);
}

static bool compressed_target(const struct instruction *at, bool is_64, uint64_t *target)
{
    const unsigned operation = field(at->bits, 13, 3);
    const unsigned source = field(at->bits, 7, 5);
    if (field(at->bits, 0, 2) == 1) {
        if (operation == 5 || (!is_64 && operation == 1)) {
            *target = at->address + (uint64_t)compressed_jump_offset(at->bits);
            return true;
        }
        *target = at->address + (uint64_t)compressed_branch_offset(at->bits);
        return operation >= 6;
    }
    /* c.jr and c.jalr */
    *target = at->known_value;
    return field(at->bits, 0, 2) == 2 && operation == 4 && field(at->bits, 2, 5) == 0 &&
           source != 0 && source == at->known_register;
}

/* Where else than on to the next instruction it may go. */
static bool has_target(const struct instruction *at, bool is_64, uint64_t *target)
{
    if (at->length == 2) {
        return compressed_target(at, is_64, target);
    }
    switch (field(at->bits, 0, 7)) {
    case 0x6f:
        *target = at->address + (uint64_t)jal_offset(at->bits);
        return true;
    case 0x63:
        *target = at->address + (uint64_t)branch_offset(at->bits);
        return true;
    case 0x67:
        *target = at->known_value + (uint64_t)signed_field(at->bits >> 20, 12);
        return at->known_register != 0 && field(at->bits, 15, 5) == at->known_register;
    default:
        return false;
    }
}

/* A jump through a register other than ra, or the t0 that functions which save registers return by.
 */
static bool goes_anywhere(const struct instruction *at)
{
    const unsigned source = field(at->bits, at->length == 2 ? 7 : 15, 5);
    const unsigned link = at->length == 2 ? field(at->bits, 12, 1) : field(at->bits, 7, 5);
    const bool is_jump = at->length == 2
                             ? field(at->bits, 0, 2) == 2 && field(at->bits, 13, 3) == 4 &&
                                   field(at->bits, 2, 5) == 0 && source != 0
                             : field(at->bits, 0, 7) == 0x67;
    return is_jump && (link != 0 || (source != 1 && source != 5));
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

static bool next_instruction(const struct walk *walk, const struct elf_function *function,
                             struct instruction *at)
{
    const uint64_t address = at->address + at->length;
    const uint8_t *code = elf_at(walk->elf, address, 2);
    if (address >= function->address + function->size || code == NULL) {
        return false;
    }
    const bool is_auipc = at->length == 4 && field(at->bits, 0, 7) == 0x17;
    at->known_register = is_auipc ? field(at->bits, 7, 5) : 0;
    at->known_value = at->address + (uint64_t)(int64_t)(int32_t)(at->bits & 0xfffff000);
    at->address = address;
    at->length = (code[0] & 3) == 3 ? 4 : 2;
    at->bits = 0;
    if (elf_at(walk->elf, address, at->length) == NULL) {
        return false;
    }
    memcpy(&at->bits, code, at->length);
    return true;
}

/* Looks at a whole function; true if it touches floating point. */
static bool scan(struct walk *walk, int index)
{
    const struct elf_function function = walk->functions[index].function;
    struct instruction at = {.address = function.address};
    while (next_instruction(walk, &function, &at)) {
        uint64_t target;
        if (touches_floats(&at, walk->elf->is_64)) {
            return true;
        }
        if (!has_target(&at, walk->elf->is_64, &target)) {
            walk->lost = walk->lost || goes_anywhere(&at);
        } else if (target < function.address || target >= function.address + function.size) {
            reach(walk, target, index);
        }
    }
    return false;
}

/* "work > sum": how the last function is reached, the handler left out. */
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

/* Gives the first function that touches floating point; walk->count if none does. */
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

int check_floats(const struct elf_file *elf)
{
    static const char *const kinds[] = {"plain", "nesting"};
    static const char *const sources[] = {"software", "timer", "external"};
    static struct walk walk;
    bool sound = true;
    walk.elf = elf;
    for (size_t kind = 0; kind < 2; kind++) {
        for (size_t source = 0; source < 3; source++) {
            sound = handler_is_sound(&walk, kinds[kind], sources[source]) && sound;
        }
    }
    return sound ? RUN_PASS : RUN_FAIL;
}
