/* SPDX-License-Identifier: MIT */
/* Reads machine code instruction by instruction, for checks of a linked file. */
#ifndef RIVET_CHECK_CODE_H
#define RIVET_CHECK_CODE_H

#include "elf/elf_file.h"

/** Major opcodes: unprivileged specification, chapter "RV32/64G Instruction Set Listings". */
enum {
    CODE_LOAD = 0x03,
    CODE_OP_IMM = 0x13,
    CODE_AUIPC = 0x17,
    CODE_OP = 0x33,
    CODE_BRANCH = 0x63,
    CODE_JALR = 0x67,
    CODE_JAL = 0x6f,
};

/** An instruction, with the value that the previous one left in a register. */
struct instruction {
    uint64_t address;
    uint32_t bits;
    unsigned length;
    unsigned known_register; /* of an auipc just before it; 0 if there was none */
    uint64_t known_value;
};

/** The @p width bits of @p bits, starting at bit @p low. */
uint32_t code_field(uint32_t bits, unsigned low, unsigned width);

/**
 * Moves to the next instruction of @p function; returns false at its end. For the first instruction
 * set @p at to the function's address and everything else to zero.
 */
bool code_next(const struct elf_file *elf, const struct elf_function *function,
               struct instruction *at);

/** The last instruction of @p function. */
struct instruction code_last(const struct elf_file *elf, const struct elf_function *function);

/** Whether execution may continue elsewhere; sets @p target if the instruction's bits show it. */
bool code_target(const struct instruction *at, bool is_64, uint64_t *target);

/** The register in which a call saves its return address; 0 if there is none. */
unsigned code_link(const struct instruction *at, bool is_64);

#endif
