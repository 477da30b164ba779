/* SPDX-License-Identifier: MIT */
/* The PMP's registers on the host: each access goes to the modelled core of test_protect.c. */
#ifndef RT_CSR_H
#define RT_CSR_H

unsigned long pmp_read(const char *name);
void pmp_write(const char *name, unsigned long value);

#define csr_read(name)         pmp_read(#name)
#define csr_write(name, value) pmp_write(#name, value)
#define csr_set(name, bits)    pmp_write(#name, pmp_read(#name) | (bits))

#endif
