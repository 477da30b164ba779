/* SPDX-License-Identifier: MIT */
#ifndef PAYLOAD_MACHINE_H
#define PAYLOAD_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

/* What the device tree says that the firmware has handed over. */
struct machine {
    const unsigned char *tree;
    unsigned long boot_hart;
    unsigned long harts; /* Bits of the ids of enabled harts. */
    unsigned hart_count;
    unsigned long ticks_per_ms;
    uint64_t ram_base, ram_end;
    uint64_t firmware_base, firmware_end; /* The reserved memory. */
    const char *arguments;                /* The kernel's command line. */
};

extern struct machine machine;

void machine_read(unsigned long boot_hart, const unsigned char *tree);

/* Whether an address is RAM, of whomever. */
bool machine_is_ram(unsigned long address);

/* Whether the command line has this word. */
bool machine_has_argument(const char *word);

/* The number behind "name=" on the command line; or otherwise. */
unsigned long machine_number(const char *name, unsigned long otherwise);

/* Calls the body for the id of each hart but this one. */
#define FOR_OTHERS(id)                                      \
    for (unsigned long id = 0; id < sizeof(long) * 8; id++) \
        if ((machine.harts >> id & 1) != 0 && id != machine.boot_hart)

/* The first hart but this one; ~0 for none. */
unsigned long machine_other(void);

#endif
