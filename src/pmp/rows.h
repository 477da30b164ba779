/* SPDX-License-Identifier: MIT */
/*
 * How the table of regions.h is written to a hart's registers. Inline and without a call, so that
 * the boot needs no stack frame.
 */
#ifndef PMP_ROWS_H
#define PMP_ROWS_H

#include "regions.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words of configs for the first eight entries. */
#define WORDS_OF_FEW (8 / sizeof(unsigned long))

/* With its sign extended, an address takes a shorter load. ld/sections.ld checks that none is
 * negative but that of RAM, which may reach beyond 8 GiB. */
#define PMP_ADDRESS_OF(entry)                                    \
    ((entry) == PROTECT_ROW_RAM ? rti_pmp_table.addresses[entry] \
                                : (unsigned long)(int32_t)rti_pmp_table.addresses[entry])

/* @p last is the register for entry 7 and those before it. */
static inline void lock_low(unsigned long last)
{
#if __riscv_xlen == 64
    csr_write(pmpcfg0, last);
#else
    csr_write(pmpcfg0, rti_pmp_table.configs[0]);
    csr_write(pmpcfg1, last);
#endif
}

static inline void lock_high(void)
{
    csr_write(pmpcfg2, rti_pmp_table.configs[WORDS_OF_FEW]);
#if __riscv_xlen == 32
    csr_write(pmpcfg3, rti_pmp_table.configs[WORDS_OF_FEW + 1]);
#endif
}

/* The configurations of entries 0 to 6, which every firmware and core has. */
static inline bool has_low_configs(void)
{
#if __riscv_xlen == 64
    return csr_read(pmpcfg0) << 8 == rti_pmp_table.configs[0] << 8;
#else
    return csr_read(pmpcfg0) == rti_pmp_table.configs[0] &&
           csr_read(pmpcfg1) << 8 == rti_pmp_table.configs[1] << 8;
#endif
}

/* A bound of code and that of constants: those of two firmware images differ. */
static inline __attribute__((always_inline)) bool has_code_rows(void)
{
    return csr_read(pmpaddr5) == PMP_ADDRESS_OF(5) && csr_read(pmpaddr6) == PMP_ADDRESS_OF(6);
}

static inline unsigned long guard_of(const char *stack_low)
{
    return (((uintptr_t)stack_low - RT_HART_GUARD_SIZE) >> 2) + RT_HART_GUARD_SIZE / 8 - 1;
}

/* stack_low is NULL for the main stack. */
#define SET_ADDRESS(entry, address, of_hart, config, name)                              \
    if ((entry) == PROTECT_ROW_STACK && stack_low != NULL) {                            \
        csr_write(pmpaddr##entry, guard_of(stack_low));                                 \
    } else {                                                                            \
        csr_write(pmpaddr##entry, PMP_ADDRESS_OF(entry) + ((of_hart) != 0 ? area : 0)); \
    }

/* The entries that only some firmware needs. */
static inline __attribute__((always_inline)) void set_further(unsigned long area,
                                                              const char *stack_low)
{
    PMP_ROWS_STACKS(SET_ADDRESS)
    PMP_ROWS_RAM_TEXT(SET_ADDRESS)
}

#endif
