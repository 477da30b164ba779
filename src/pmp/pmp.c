/* SPDX-License-Identifier: MIT */
/*
 * Programs a hart's PMP from the table in regions.h, and reports which entries did not take effect.
 *
 * A locked entry ignores writes, so a hart may be restarted.
 */
#include "pmp.h"
#include "regions.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>

#include <stddef.h>
#include <stdint.h>

enum {
    /* A bit of page zero's address that reads as 0 if the granularity is coarser than 64 bytes. */
    GRANULE_BIT = 16,
    /* The value of pmpaddr0 once page zero is locked. */
    LOCKED_NULL = 4096 / 8 - 1,
};

unsigned long rti_probe_pmp(unsigned long value);
unsigned long rti_probe_pmp_at_start(unsigned long value);

/* Words of configs for the first eight entries. */
#define WORDS_OF_FEW (8 / sizeof(unsigned long))

/* @p all is the configuration of entry 7. */
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

static inline bool has_ram_text(void)
{
    return PMP_ADDRESSES > PMP_ENTRY_RAM_TEXT &&
           ((const uint8_t *)rti_pmp_table.configs)[PMP_ENTRY_RAM_TEXT] != 0;
}

/* Whether an entry from 8 to 14 is needed. */
static inline bool has_high_rows(void)
{
    return (uint32_t)rti_pmp_table.configs[WORDS_OF_FEW] != 0 || has_ram_text();
}

static void read_configs(struct rti_pmp_state *state)
{
    state->configs.words[0] = csr_read(pmpcfg0);
    state->configs.words[WORDS_OF_FEW] = csr_read(pmpcfg2);
#if __riscv_xlen == 32
    state->configs.words[1] = csr_read(pmpcfg1);
    state->configs.words[WORDS_OF_FEW + 1] = csr_read(pmpcfg3);
#endif
}

static uint8_t config_in_force(unsigned entry)
{
    struct rti_pmp_state state;

    read_configs(&state);
    return state.configs.of[entry];
}

static inline unsigned long guard_of(const char *stack_low)
{
    return (((uintptr_t)stack_low - RT_HART_GUARD_SIZE) >> 2) + RT_HART_GUARD_SIZE / 8 - 1;
}

/* Row 0 has been written before. stack_low is NULL for the main stack. */
#define SET_ADDRESS(entry, address, of_hart, config, name)                                       \
    if ((entry) == PROTECT_ROW_STACK && stack_low != NULL) {                                     \
        csr_write(pmpaddr##entry, guard_of(stack_low));                                          \
    } else if ((entry) != 0) {                                                                   \
        csr_write(pmpaddr##entry, rti_pmp_table.addresses[entry] + ((of_hart) != 0 ? area : 0)); \
    }

/*
 * Programs the lower entries first: with only the catch-all entry, no code could execute. The first
 * address shows whether there is a PMP and whether its granularity is fine enough.
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
        set_low_configs(has_ram_text() ? 0 : PROTECT_EVERYTHING);
        return;
    }
    set_low_configs(0);
    if (has_high_rows()) {
        PMP_ROWS_HIGH(SET_ADDRESS)
        PMP_ROWS_RAM_TEXT(SET_ADDRESS)
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

/* The spare entries are 12 to 14. */
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

__attribute__((cold)) void rti_pmp_read(struct rti_pmp_state *state)
{
    state->is_on = is_on();
    state->is_stack_unguarded = rt_hart_block_of_trap()->stack_unguarded != 0;
    if (state->is_on) {
        read_configs(state);
    }
}

const char *rt_protect_missing(unsigned nth)
{
    struct rti_pmp_state state;

    rti_pmp_read(&state);
    return rti_pmp_missing(&state, nth);
}
