/* SPDX-License-Identifier: MIT */
#include "entries.h"
#include "fence.h"
#include "regions.h"

#include <rt/csr.h>

/* pmpcfg0 to pmpcfg3 of RV32; RV64 has only those with even numbers. */
#if __riscv_xlen == 64
#define CONFIG_WORDS(WORD) WORD(0, pmpcfg0) WORD(1, pmpcfg2)
#else
#define CONFIG_WORDS(WORD) WORD(0, pmpcfg0) WORD(1, pmpcfg1) WORD(2, pmpcfg2) WORD(3, pmpcfg3)
#endif

#define ADDRESSES(ONE) \
    ONE(0)             \
    ONE(1)             \
    ONE(2)             \
    ONE(3) ONE(4) ONE(5) ONE(6) ONE(7) ONE(8) ONE(9) ONE(10) ONE(11) ONE(12) ONE(13) ONE(14) ONE(15)

struct pmp_quirks rti_pmp_quirks;

static unsigned long read_address(unsigned entry)
{
#define READ(number) \
    case number:     \
        return csr_read(pmpaddr##number);
    switch (entry) {
        ADDRESSES(READ)
    default:
        return 0;
    }
}

void rti_pmp_set_address(unsigned entry, unsigned long value)
{
#define WRITE(number)                      \
    case number:                           \
        csr_write(pmpaddr##number, value); \
        break;
    switch (entry) {
        ADDRESSES(WRITE)
    default:
        break;
    }
}

static unsigned long read_word(unsigned word)
{
#define READ_WORD(number, name) \
    case number:                \
        return csr_read(name);
    switch (word) {
        CONFIG_WORDS(READ_WORD)
    default:
        return 0;
    }
}

static void write_word(unsigned word, unsigned long value)
{
#define WRITE_WORD(number, name) \
    case number:                 \
        csr_write(name, value);  \
        break;
    switch (word) {
        CONFIG_WORDS(WRITE_WORD)
    default:
        break;
    }
}

static uint8_t exchange(uint8_t config)
{
    const bool has_one = (config & PMP_R) == 0 ? (config & PMP_X) != 0 : (config & PMP_X) == 0;

    return rti_pmp_quirks.exchanges_r_and_x && has_one ? config ^ (PMP_R | PMP_X) : config;
}

uint8_t rti_pmp_config(unsigned entry)
{
    return exchange((uint8_t)(read_word(entry / sizeof(long)) >> 8 * (entry % sizeof(long))));
}

unsigned long rti_pmp_address(unsigned entry)
{
    const unsigned long low = rti_pmp_quirks.fixed_low;

    if (low == 0) {
        return read_address(entry);
    }
    return (rti_pmp_config(entry) & PMP_NAPOT) == PMP_NAPOT ? read_address(entry) | low
                                                            : read_address(entry) & ~low;
}

void rti_pmp_set_config(unsigned entry, uint8_t config)
{
    const unsigned shift = 8 * (entry % sizeof(long));
    const unsigned long others = read_word(entry / sizeof(long)) & ~(0xffUL << shift);

    write_word(entry / sizeof(long), others | (unsigned long)exchange(config) << shift);
}

bool rti_pmp_is_free(unsigned entry)
{
    const uint8_t bounds_next = PMP_LOCK | PMP_TOR;

    return rti_pmp_config(entry) == 0 &&
           (entry + 1 == PROTECT_ENTRIES ||
            (rti_pmp_config(entry + 1) & (PMP_LOCK | PMP_NAPOT)) != bounds_next);
}

/* Locks the entry only if the region reads back. */
static bool lock(unsigned entry, unsigned long address, uint8_t config)
{
    const uint8_t unlocked = config & (PMP_LOCK - 1);

    rti_pmp_set_address(entry, address);
    rti_pmp_set_config(entry, unlocked);
    if (rti_pmp_address(entry) != address || rti_pmp_config(entry) != unlocked) {
        rti_pmp_set_config(entry, 0);
        return false;
    }
    rti_pmp_set_config(entry, config);
    pmp_fence();
    return true;
}

bool rti_pmp_lock_free_entry(unsigned last, unsigned long address, uint8_t config)
{
    for (unsigned entry = last + 1; entry-- > 0;) {
        if (rti_pmp_is_free(entry)) {
            return lock(entry, address, config);
        }
    }
    return false;
}
