/* SPDX-License-Identifier: MIT */
/* Decodes instructions for the checks: unprivileged specification, chapters 2 and 26. */
#include "code.h"

#include <string.h>

uint32_t code_field(uint32_t bits, unsigned low, unsigned width)
{
    return bits >> low & ((1U << width) - 1);
}

static int64_t signed_field(uint32_t value, unsigned width)
{
    const uint32_t sign = 1U << (width - 1);
    return (int64_t)(value ^ sign) - (int64_t)sign;
}

static int64_t jal_offset(uint32_t bits)
{
    return signed_field(code_field(bits, 31, 1) << 20 | code_field(bits, 12, 8) << 12 |
                            code_field(bits, 20, 1) << 11 | code_field(bits, 21, 10) << 1,
                        21);
}

static int64_t branch_offset(uint32_t bits)
{
    return signed_field(code_field(bits, 31, 1) << 12 | code_field(bits, 7, 1) << 11 |
                            code_field(bits, 25, 6) << 5 | code_field(bits, 8, 4) << 1,
                        13);
}

static int64_t compressed_jump_offset(uint32_t bits)
{
    return signed_field(code_field(bits, 12, 1) << 11 | code_field(bits, 8, 1) << 10 |
                            code_field(bits, 9, 2) << 8 | code_field(bits, 6, 1) << 7 |
                            code_field(bits, 7, 1) << 6 | code_field(bits, 2, 1) << 5 |
                            code_field(bits, 11, 1) << 4 | code_field(bits, 3, 3) << 1,
                        12);
}

static int64_t compressed_branch_offset(uint32_t bits)
{
    return signed_field(code_field(bits, 12, 1) << 8 | code_field(bits, 5, 2) << 6 |
                            code_field(bits, 2, 1) << 5 | code_field(bits, 10, 2) << 3 |
                            code_field(bits, 3, 2) << 1,
                        9);
}

static bool compressed_target(const struct instruction *at, bool is_64, uint64_t *target)
{
    const unsigned operation = code_field(at->bits, 13, 3);
    const unsigned source = code_field(at->bits, 7, 5);
    if (code_field(at->bits, 0, 2) == 1) {
        if (operation == 5 || (!is_64 && operation == 1)) {
            *target = at->address + (uint64_t)compressed_jump_offset(at->bits);
            return true;
        }
        *target = at->address + (uint64_t)compressed_branch_offset(at->bits);
        return operation >= 6;
    }
    /* c.jr and c.jalr */
    *target = at->known_value;
    return code_field(at->bits, 0, 2) == 2 && operation == 4 && code_field(at->bits, 2, 5) == 0 &&
           source != 0 && source == at->known_register;
}

bool code_target(const struct instruction *at, bool is_64, uint64_t *target)
{
    if (at->length == 2) {
        return compressed_target(at, is_64, target);
    }
    switch (code_field(at->bits, 0, 7)) {
    case CODE_JAL:
        *target = at->address + (uint64_t)jal_offset(at->bits);
        return true;
    case CODE_BRANCH:
        *target = at->address + (uint64_t)branch_offset(at->bits);
        return true;
    case CODE_JALR:
        /* Register 0 is known. */
        *target = (code_field(at->bits, 15, 5) == 0 ? 0 : at->known_value) +
                  (uint64_t)signed_field(at->bits >> 20, 12);
        return code_field(at->bits, 15, 5) == 0 ||
               code_field(at->bits, 15, 5) == at->known_register;
    default:
        return false;
    }
}

unsigned code_link(const struct instruction *at, bool is_64)
{
    const unsigned operation = code_field(at->bits, 13, 3);
    const unsigned reg = code_field(at->bits, 7, 5);
    if (at->length == 4) {
        const unsigned opcode = code_field(at->bits, 0, 7);
        return opcode == CODE_JALR || opcode == CODE_JAL ? reg : 0;
    }
    if (code_field(at->bits, 0, 2) == 1) {
        return operation == 1 && !is_64; /* c.jal */
    }
    return code_field(at->bits, 0, 2) == 2 && operation == 4 && code_field(at->bits, 12, 1) == 1 &&
           code_field(at->bits, 2, 5) == 0 && reg != 0; /* c.jalr */
}

bool code_next(const struct elf_file *elf, const struct elf_function *function,
               struct instruction *at)
{
    const uint64_t address = at->address + at->length;
    const uint8_t *code = elf_at(elf, address, 2);
    if (address >= function->address + function->size || code == NULL) {
        return false;
    }
    const bool is_auipc = at->length == 4 && code_field(at->bits, 0, 7) == CODE_AUIPC;
    at->known_register = is_auipc ? code_field(at->bits, 7, 5) : 0;
    at->known_value = at->address + (uint64_t)(int64_t)(int32_t)(at->bits & 0xfffff000);
    at->address = address;
    at->length = (code[0] & 3) == 3 ? 4 : 2;
    at->bits = 0;
    code = elf_at(elf, address, at->length);
    if (code == NULL) {
        return false;
    }
    memcpy(&at->bits, code, at->length);
    return true;
}

struct instruction code_last(const struct elf_file *elf, const struct elf_function *function)
{
    struct instruction at = {.address = function->address};
    while (code_next(elf, function, &at)) {
    }
    return at;
}
