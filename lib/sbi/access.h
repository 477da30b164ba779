/* SPDX-License-Identifier: MIT */
/*
 * What a load or store instruction of integer registers does.
 */
#ifndef SBI_ACCESS_H
#define SBI_ACCESS_H

#include <stdbool.h>
#include <stdint.h>

struct sbi_access {
    unsigned char data;   /**< Number of the register that is loaded or stored. */
    unsigned char size;   /**< In bytes: 2, 4 or 8. */
    unsigned char length; /**< Of the instruction in bytes. */
    bool is_store;
    bool is_signed; /**< What is loaded is sign-extended. */
};

/**
 * Decodes an instruction, whose first parcel is in the low half of @p code. Returns false for
 * instructions of other kinds.
 */
bool sbi_access_decode(uint32_t code, unsigned xlen, struct sbi_access *access);

#endif
