/* SPDX-License-Identifier: MIT */
/*
 * Counters have registers of their own, whose numbers are part of the instruction.
 */
#include "pmu_counters.h"

#include <rt/csr.h>

/* clang-format 19 moves the ends of these lines each time. */
/* clang-format off */
#define EACH_EVENT(DO)                                                                             \
    DO(3)                                                                                          \
    DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11) DO(12) DO(13) DO(14) DO(15) DO(16) DO(17)    \
        DO(18) DO(19) DO(20) DO(21) DO(22) DO(23) DO(24) DO(25) DO(26) DO(27) DO(28) DO(29) DO(30) \
            DO(31)
/* clang-format on */

/* mcycle is 0xb00, and RV32 has the high half of a counter in a register of its own, mcycleh. */
#if __riscv_xlen == 64
#define COUNTER_WRITE(number)               \
    case (number):                          \
        csr_write(0xb00 + (number), value); \
        break;
#else
#define COUNTER_WRITE(number)                                      \
    case (number):                                                 \
        csr_write(0xb00 + (number), (unsigned long)value);         \
        csr_write(0xb80 + (number), (unsigned long)(value >> 32)); \
        break;
#endif
/* mhpmevent3 is 0x323. */
#define EVENT_WRITE(number)                                \
    case (number):                                         \
        csr_write(0x320 + (number), (unsigned long)event); \
        break;

void sbi_counter_write(unsigned number, uint64_t value)
{
    switch (number) {
        COUNTER_WRITE(0)
        COUNTER_WRITE(2)
        EACH_EVENT(COUNTER_WRITE)
    default:
        break;
    }
}

void sbi_counter_select(unsigned number, uint64_t event)
{
    switch (number) {
        EACH_EVENT(EVENT_WRITE)
    default:
        break;
    }
}

/* A core without mcountinhibit can't stop a counter, which SBI needs. */
uint32_t sbi_counters_find(uint32_t wanted)
{
    const uint32_t fixed = 1U << SBI_COUNTER_CYCLE | 1U << SBI_COUNTER_INSTRET;

    return rt_csr_exists(0x320) ? wanted | fixed : 0; /* mcountinhibit */
}

void sbi_counters_stop(uint32_t counters)
{
    csr_set(0x320, counters); /* mcountinhibit */
}

void sbi_counters_start(uint32_t counters)
{
    csr_clear(0x320, counters);
}

uint32_t sbi_counters_stopped(void)
{
    return (uint32_t)csr_read(0x320);
}
