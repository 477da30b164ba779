/* SPDX-License-Identifier: MIT */
/*
 * The interface of memory protection for starting harts. The application's interface is
 * <rt/protect.h>.
 */
#ifndef PMP_H
#define PMP_H

#include <rt/protect.h>

#include <stdbool.h>
#include <stdint.h>

/**
 * Programs the boot hart's protection and locks it until reset. Called once, by rti_entry. On a
 * core with too few entries, programs as many as possible.
 */
void rti_pmp_init(void);

/**
 * The same for another hart, each time it starts. @p area is the distance in bytes of its area
 * (rt/image.h) from the boot hart's. @p stack_low is the lowest byte of its program's stack, above
 * RT_HART_GUARD_SIZE bytes of guard.
 */
void rti_pmp_init_hart(unsigned long area, const char *stack_low);

/**
 * Guards this program stack if it isn't the one that the hart first started on. Returns false if
 * the core has no PMP or no entry left. Earlier guards remain until reset.
 */
bool rti_pmp_guard_stack(const char *stack_low);

/** The state of this hart's PMP. */
struct rti_pmp_state {
    bool is_on;              /**< The entries below are there and were programmed. */
    bool is_stack_unguarded; /**< No entry was left for the guard of the program's stack. */
    union {
        unsigned long words[16 / sizeof(unsigned long)];
        uint8_t of[16]; /**< Of each entry, as in pmpcfg. */
    } configs;
};

/** Reads the state. */
void rti_pmp_read(struct rti_pmp_state *state);

/** Like rt_protect_missing, but reads @p state and no register. */
const char *rti_pmp_missing(const struct rti_pmp_state *state, unsigned nth);

#endif
