/* SPDX-License-Identifier: MIT */
/*
 * The address of a load or store, from the instruction and the registers, for cores that leave 0 in
 * mtval (privileged specification, section 3.1.16).
 */
#include "snapshot.h"

#include <stddef.h>

const char rti_panic_no_address[] = " at an address that this core does not report";

/* Memory that the target's compiler typed otherwise. */
typedef uint16_t __attribute__((may_alias)) parcel;

enum {
    OPCODE_LOAD = 0x03,
    OPCODE_LOAD_FP = 0x07,
    OPCODE_MISC_MEM = 0x0f,
    OPCODE_STORE = 0x23,
    OPCODE_STORE_FP = 0x27,
    OPCODE_AMO = 0x2f,
    FUNCT3_CBO = 2,
    SP = 2,
    UNKNOWN = 32,
};

/** A base register and an offset; the register is UNKNOWN if the instruction is. */
struct operand {
    unsigned base;
    long offset;
};

/* The bits of @p value from @p low on, @p count of them, moved to bit @p to. */
static inline unsigned take(uint32_t value, unsigned low, unsigned count, unsigned to)
{
    return (value >> low & ((1U << count) - 1)) << to;
}

static struct operand decode_4(uint32_t code)
{
    struct operand operand = {take(code, 15, 5, 0), 0};

    switch (code & 0x7f) {
    case OPCODE_LOAD:
    case OPCODE_LOAD_FP:
        operand.offset = (int32_t)code >> 20;
        break;
    case OPCODE_STORE:
    case OPCODE_STORE_FP:
        operand.offset = ((int32_t)code >> 25) * 32 + (long)take(code, 7, 5, 0);
        break;
    case OPCODE_AMO:
        break;
    case OPCODE_MISC_MEM:
        /* cbo.zero and its like; else a fence. */
        operand.base = take(code, 12, 3, 0) == FUNCT3_CBO ? operand.base : UNKNOWN;
        break;
    default:
        operand.base = UNKNOWN;
        break;
    }
    return operand;
}

/* Of bytes and halfwords, with Zcb. */
static struct operand decode_narrow(uint32_t code)
{
    const bool is_byte = take(code, 10, 1, 0) == 0;

    return (struct operand){8 + take(code, 7, 3, 0),
                            (long)(take(code, 5, 1, 1) | (is_byte ? take(code, 6, 1, 0) : 0))};
}

/* Of words or of doublewords: on RV32 the codes for those of RV64 are single floats. */
static struct operand decode_2(uint32_t code, bool is_64)
{
    const unsigned kind = take(code, 13, 3, 0);
    const bool is_word = (kind & 3) == 2 || ((kind & 3) == 3 && !is_64);
    struct operand operand = {UNKNOWN, 0};

    if ((code & 0xf003) == 0x8000) {
        return decode_narrow(code);
    }
    if ((kind & 3) == 0) {
        return operand;
    }
    switch (code & 3) {
    case 0:
        operand.base = 8 + take(code, 7, 3, 0);
        operand.offset =
            (long)(take(code, 10, 3, 3) |
                   (is_word ? take(code, 6, 1, 2) | take(code, 5, 1, 6) : take(code, 5, 2, 6)));
        break;
    case 2:
        operand.base = SP;
        if (kind >= 4) {
            operand.offset = (long)(is_word ? take(code, 9, 4, 2) | take(code, 7, 2, 6)
                                            : take(code, 10, 3, 3) | take(code, 7, 3, 6));
        } else {
            operand.offset = (long)(take(code, 12, 1, 5) |
                                    (is_word ? take(code, 4, 3, 2) | take(code, 2, 2, 6)
                                             : take(code, 5, 2, 3) | take(code, 2, 3, 6)));
        }
        break;
    default:
        break;
    }
    return operand;
}

/* The instruction at @p pc; NULL if that is not code. */
static const parcel *instruction_at(const struct panic_snapshot *snapshot, uintptr_t pc)
{
    const struct panic_image *const image = snapshot->image;

    if (pc >= image->text_start && pc < image->text_end) {
        return (const parcel *)panic_code_at(snapshot, pc);
    }
    if (pc >= image->ram_text_start && pc < image->ram_text_end) {
        return (const parcel *)panic_ram_at(snapshot, pc);
    }
    return NULL;
}

bool rti_panic_decode(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                      uintptr_t *address)
{
    const parcel *const code = instruction_at(snapshot, frame->pc);

    if (code == NULL) {
        return false;
    }
    const struct operand operand = (code[0] & 3) == 3
                                       ? decode_4(code[0] | (uint32_t)code[1] << 16)
                                       : decode_2(code[0], panic_word_size(snapshot) == 8);
    if (operand.base != UNKNOWN) {
        *address = (unsigned long)operand.offset;
        *address += operand.base != 0 ? (&frame->ra)[operand.base - 1] : 0;
    }
    return operand.base != UNKNOWN;
}
