/* SPDX-License-Identifier: MIT */
/*
 * Programs a hart's PMP from the table in regions.h, for PROTECTION KNOWN: the cores have 16
 * entries, TOR and NAPOT, and a granularity that is fine enough.
 *
 * Nothing is probed. The configurations without lock bits of entries 0 to 7, the bounds of code,
 * and that the other entries are off are read back before anything is locked, their configurations
 * afterwards. A core that has not taken them panics. After a restart a hart's entries are locked
 * already; they stay as they are.
 */
#include "fence.h"
#include "pmp.h"
#include "rows.h"

#include "base/linked_number.h"
#include "base/panic_text.h"

static inline bool takes_low(void)
{
    csr_write(pmpcfg0, rti_pmp_table.unlocked[0]);
#if __riscv_xlen == 32
    csr_write(pmpcfg1, rti_pmp_table.unlocked[1]);
    if (csr_read(pmpcfg1) != rti_pmp_table.unlocked[1]) {
        return false;
    }
#endif
    return csr_read(pmpcfg0) == rti_pmp_table.unlocked[0];
}

static inline bool has_high_configs(void)
{
#if __riscv_xlen == 32
    if (csr_read(pmpcfg3) != rti_pmp_table.configs[WORDS_OF_FEW + 1]) {
        return false;
    }
#endif
    return csr_read(pmpcfg2) == rti_pmp_table.configs[WORDS_OF_FEW];
}

/* Turns entries 8 to 15 off. Returns false if an earlier stage has locked one. */
static inline bool clears_high(void)
{
    csr_write(pmpcfg2, 0);
#if __riscv_xlen == 32
    csr_write(pmpcfg3, 0);
    if (csr_read(pmpcfg3) != 0) {
        return false;
    }
#endif
    return csr_read(pmpcfg2) == 0;
}

/* Returns false if the core is not as expected. Inline and without a call, so that the boot needs
 * no stack frame. */
static inline __attribute__((always_inline)) bool program(unsigned long area, const char *stack_low)
{
    PMP_ROWS_LOW(SET_ADDRESS)
    const bool takes_table = takes_low();
    if (!has_code_rows()) {
        return false;
    }
    if (!takes_table) {
        return has_low_configs();
    }
    if (!clears_high()) {
        return false;
    }
    PMP_ROW_WINDOW_0(SET_ADDRESS)
    PMP_ROW_WINDOW_1(SET_ADDRESS)
    PMP_ROW_RAM(SET_ADDRESS)
    csr_write(pmpaddr15, ~0UL);
    if (LINKED_NUMBER(rti_pmp_has_further) != 0) {
        set_further(area, stack_low);
    }
    lock_low(rti_pmp_table.configs[WORDS_OF_FEW - 1]);
    lock_high();
    pmp_fence();
    return has_high_configs();
}

static inline __attribute__((always_inline)) void program_or_panic(unsigned long area,
                                                                   const char *stack_low)
{
    if (!program(area, stack_low)) {
        PANIC("the PMP is not as PROTECTION KNOWN expects");
    }
}

void rti_pmp_init(void)
{
    program_or_panic(0, NULL);
}

__attribute__((weak, alias("rti_pmp_init"))) void rti_pmp_start(void);

unsigned long rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    program_or_panic(area >> 2, stack_low);
    return 0;
}
