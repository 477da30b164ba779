/* SPDX-License-Identifier: MIT */
/* Replaces src/include/rt/csr.h: the test has the registers, by their names. */
#ifndef RT_CSR_H
#define RT_CSR_H

#include <stdbool.h>

enum {
    CAUSE_LOAD_MISALIGNED = 4,
    CAUSE_STORE_MISALIGNED = 6,
    MSTATUS_MPP = 3U << 11,
};

unsigned long model_csr_read(const char *name);
void model_csr_write(const char *name, unsigned long value);
bool rt_csr_exists(unsigned number);

#define csr_read(name)         model_csr_read(#name)
#define csr_write(name, value) model_csr_write(#name, (value))
#define csr_set(name, bits)    model_csr_write(#name, model_csr_read(#name) | (bits))
#define csr_clear(name, bits)  model_csr_write(#name, model_csr_read(#name) & ~(bits))

#endif
