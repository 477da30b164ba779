/* SPDX-License-Identifier: MIT */
/*
 * Programs a hart's PMP from the table in regions.h, and says what the core made of it.
 *
 * An entry that is locked ignores what is written, so that a hart may be started again.
 */
#include "pmp.h"
#include "regions.h"

#include "base/text_table.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* A bit of page zero's address that reads as zero if the grain is coarser than 64 bytes. */
    GRANULE_BIT = 16,
    /* What pmpaddr0 reads once page zero is locked. */
    LOCKED_NULL = 4096 / 8 - 1,
};

unsigned long rti_probe_pmp(unsigned long value);
unsigned long rti_probe_pmp_at_start(unsigned long value);

/* table.S; the configurations as the registers pmpcfg hold them, a byte an entry. */
extern const struct {
    uint32_t addresses[12];
    unsigned long configs[16 / sizeof(unsigned long)];
} rti_pmp_table;

/* Of the table's configurations, those of the first eight entries. */
#define WORDS_OF_FEW (8 / sizeof(unsigned long))

/* @p all is for the last of the first eight entries. */
static inline void set_low_configs(unsigned long all)
{
#if __riscv_xlen == 64
    csr_write(pmpcfg0, rti_pmp_table.configs[0] | all << 56);
#else
    csr_write(pmpcfg0, rti_pmp_table.configs[0]);
    csr_write(pmpcfg1, rti_pmp_table.configs[1] | all << 24);
#endif
}

static inline void set_high_configs(void)
{
    csr_write(pmpcfg2, rti_pmp_table.configs[WORDS_OF_FEW]);
#if __riscv_xlen == 32
    csr_write(pmpcfg3, rti_pmp_table.configs[WORDS_OF_FEW + 1]);
#endif
}

union configs {
    unsigned long words[2 * WORDS_OF_FEW];
    uint8_t of[16];
};

static void read_configs(union configs *configs)
{
    configs->words[0] = csr_read(pmpcfg0);
    configs->words[WORDS_OF_FEW] = csr_read(pmpcfg2);
#if __riscv_xlen == 32
    configs->words[1] = csr_read(pmpcfg1);
    configs->words[WORDS_OF_FEW + 1] = csr_read(pmpcfg3);
#endif
}

static uint8_t config_in_force(unsigned entry)
{
    union configs configs;

    read_configs(&configs);
    return configs.of[entry];
}

static inline unsigned long guard_of(const char *stack_low)
{
    return (((uintptr_t)stack_low - RT_HART_GUARD_SIZE) >> 2) + RT_HART_GUARD_SIZE / 8 - 1;
}

/* Row 0 is done by then. A stack that is not the main stack is given. */
#define SET_ADDRESS(entry, address, of_hart, config, name)                                       \
    if ((entry) == PROTECT_ROW_STACK && stack_low != NULL) {                                     \
        csr_write(pmpaddr##entry, guard_of(stack_low));                                          \
    } else if ((entry) != 0) {                                                                   \
        csr_write(pmpaddr##entry, rti_pmp_table.addresses[entry] + ((of_hart) != 0 ? area : 0)); \
    }

/*
 * The lower entries first: the one for everything alone would leave no code to execute. The first
 * address that is programmed shows whether there is a PMP, and whether its grain is fine enough.
 */
static inline void program(unsigned long area, const char *stack_low)
{
    if ((rti_probe_pmp_at_start(rti_pmp_table.addresses[0]) & GRANULE_BIT) == 0) {
        return;
    }
    PMP_ROWS_LOW(SET_ADDRESS)
    csr_write(pmpaddr15, rti_pmp_table.addresses[PROTECT_ALL_OF_FEW]);
    if (csr_read(pmpaddr15) == 0) {
        csr_write(pmpaddr7, rti_pmp_table.addresses[PROTECT_ALL_OF_FEW]);
        set_low_configs(PROTECT_EVERYTHING);
        return;
    }
    set_low_configs(0);
    if ((uint32_t)rti_pmp_table.configs[WORDS_OF_FEW] != 0) {
        PMP_ROWS_HIGH(SET_ADDRESS)
    }
    set_high_configs();
}

void rti_pmp_init(void)
{
    program(0, NULL);
}

void rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    program(area >> 2, stack_low);
}

/* Entries 12 to 14 are the spare ones. */
static void set_spare_config(unsigned entry)
{
#if __riscv_xlen == 64
    csr_set(pmpcfg2, (unsigned long)PROTECT_GUARD << (8 * (entry - 8)));
#else
    csr_set(pmpcfg3, (unsigned long)PROTECT_GUARD << (8 * (entry - 12)));
#endif
}

#define RETURN_IF_GUARDED_BY(entry)                                                   \
    if (config_in_force(entry) == 0) {                                                \
        csr_write(pmpaddr##entry, guard);                                             \
        set_spare_config(entry);                                                      \
    }                                                                                 \
    if (config_in_force(entry) == PROTECT_GUARD && csr_read(pmpaddr##entry) == guard) \
        return true;

static bool is_on(void)
{
    return rti_probe_pmp(0) == LOCKED_NULL;
}

bool rti_pmp_guard_stack(const char *stack_low)
{
    const unsigned long guard = guard_of(stack_low);

    if (!is_on()) {
        return false;
    }
    if (csr_read(pmpaddr1) == guard) {
        return true;
    }
    RETURN_IF_GUARDED_BY(12)
    RETURN_IF_GUARDED_BY(13)
    RETURN_IF_GUARDED_BY(14)
    return false;
}

static bool is_missing(const union configs *in_force, unsigned entry)
{
    const uint8_t wanted = ((const uint8_t *)rti_pmp_table.configs)[entry];

    if (entry == PROTECT_ROW_STACK && rt_hart_block_of_trap()->stack_unguarded != 0) {
        return true;
    }
    if (entry == PROTECT_ALL && in_force->of[PROTECT_ALL_OF_FEW] == wanted) {
        return false;
    }
    return wanted != 0 && in_force->of[entry] != wanted;
}

/* One for each entry; those that no row is for, 7 and 12 to 14, are wanted by nobody. */
#define ONE(entry, address, of_hart, config, name) 1,
static_assert(sizeof((char[]){PMP_ROWS_LOW(ONE)}) == 7 && sizeof((char[]){PMP_ROWS_HIGH(ONE)}) == 4,
              "names counts on these rows");
#define NAME(entry, address, of_hart, config, name) name "\0"
static const char names[] = PMP_ROWS_LOW(NAME) "\0" PMP_ROWS_HIGH(NAME) "\0\0\0" PROTECT_ALL_NAME;

const char *rt_protect_missing(unsigned nth)
{
    const char *name = names;

    if (!is_on()) {
        return nth == 0 ? "all of it: the core has no PMP, or one of too coarse a grain" : NULL;
    }
    union configs in_force;
    read_configs(&in_force);
    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        if (is_missing(&in_force, entry) && nth-- == 0) {
            return name;
        }
        name = rti_next_text(name);
    }
    return NULL;
}
