/* SPDX-License-Identifier: MIT */
/*
 * A modelled core's PMP at the level of its CSRs (privileged specification, section 3.7), for tests
 * of src/pmp on cores that QEMU does not have. tests/host/pmp/rt/csr.h leads each access of the
 * code under test here.
 */
#ifndef PMP_CORE_MODEL_H
#define PMP_CORE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

/* Addresses of the modelled firmware; CMakeLists.txt defines the linker's symbols for them. */
enum {
    TEXT = 0x80000000,
    RODATA = 0x80001000,
    RODATA_END = 0x80002000,
    STACK_GUARD = 0x80002000,
    IRQ_GUARD = 0x80004000,
    TIMER_GUARD = 0x80006000,
    TRAP_GUARD = 0x80008000,
    RAM_TEXT = 0x8000a000,
    AREA = 0x10000,
    RAM_LAST = 0x87ffffff,
    WINDOW_LAST = 0x1fffffff,
    UNDECLARED = 0x50000000,
    ENTRIES = 16,
};

#define PHYSICAL_LAST ((1UL << 56) - 1)

enum access {
    READ = 1,
    WRITE = 2,
    EXECUTE = 4,
};

struct pmp_core_model {
    unsigned entries;    /* the first ones can be set */
    unsigned long grain; /* in bytes */
    bool lacks_tor;
    bool lacks_napot;
    bool shows_low_bits;    /* in place of hiding them, and the reverse */
    bool exchanges_r_and_x; /* in configurations */
    unsigned hardwired;     /* entries after them with a fixed configuration, not locked */
    unsigned long address_mask;
    unsigned long address[ENTRIES];
    uint8_t config[ENTRIES];
    bool stops; /* after a write, code or RAM was inaccessible */
};

extern struct pmp_core_model core;

/** The guards that were painted at boot. */
extern unsigned long core_painted;

/* A core after reset, with all address bits. */
void core_reset(unsigned entries, unsigned long grain);

/* Sets an entry as an earlier stage did. Addresses are of a NAPOT region. */
void core_set(unsigned entry, unsigned long base, unsigned long size, uint8_t config);

/* Whether machine mode may access the address. */
bool core_allows(unsigned long address, enum access access);

/* Whether the firmware's code and RAM are accessible. */
bool core_works(void);

#endif
