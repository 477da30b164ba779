/* SPDX-License-Identifier: MIT */
/*
 * Decodes loads and stores (unprivileged specification, 2.6 and 28.3).
 */
#include "access.h"

enum {
    OPCODE_LOAD = 0x03,
    OPCODE_STORE = 0x23,
    UNSIGNED = 4,
};

/* Quadrants 0 and 2 of compressed instructions: the high bit of funct3 is that of a store. */
enum {
    KIND_WORD = 2,
    KIND_DOUBLE = 3,
    STORE_BIT = 4,
};

static unsigned field(uint32_t code, unsigned low, unsigned bits)
{
    return code >> low & ((1U << bits) - 1);
}

static bool decode_4(uint32_t code, unsigned xlen, struct sbi_access *access)
{
    const unsigned kind = field(code, 12, 3);
    const unsigned opcode = field(code, 0, 7);

    access->is_store = opcode == OPCODE_STORE;
    access->data = (unsigned char)field(code, access->is_store ? 20 : 7, 5);
    access->size = (unsigned char)(1U << (kind & 3));
    access->is_signed = (kind & UNSIGNED) == 0;
    access->length = 4;
    return (opcode == OPCODE_LOAD || (access->is_store && kind < UNSIGNED)) &&
           8U * access->size <= xlen && (access->is_signed || 8U * access->size < xlen);
}

static bool decode_2(uint32_t code, unsigned xlen, struct sbi_access *access)
{
    const unsigned quadrant = field(code, 0, 2);
    const unsigned kind = field(code, 13, 3);
    const bool is_double = (kind & 3) == KIND_DOUBLE;

    access->is_store = (kind & STORE_BIT) != 0;
    access->size = is_double ? 8 : 4;
    access->is_signed = true;
    access->length = 2;
    if (quadrant == 0) {
        access->data = (unsigned char)(8 + field(code, 2, 3));
    } else {
        access->data = (unsigned char)field(code, access->is_store ? 2 : 7, 5);
    }
    /* On RV32 the codes of doublewords are those of single floats. */
    return (quadrant == 0 || quadrant == 2) && (kind & 2) != 0 &&
           ((kind & 3) == KIND_WORD || (is_double && xlen == 64));
}

bool sbi_access_decode(uint32_t code, unsigned xlen, struct sbi_access *access)
{
    return (code & 3) == 3 ? decode_4(code, xlen, access) : decode_2(code, xlen, access);
}
