/* SPDX-License-Identifier: MIT */
/*
 * Region sets for tests of the PMP plan: Rivet's usual one, with device windows and default deny,
 * with lower modes, with guards that move. Addresses are those of a firmware on QEMU's virt.
 */
#ifndef PMP_SETS_H
#define PMP_SETS_H

#include "pmp/plan.h"

enum {
    RW = PMP_R | PMP_W,
    RX = PMP_R | PMP_X,
    RWX = PMP_R | PMP_W | PMP_X,
};

/* GUARD(base, size, rank): inaccessible to all. */
#define GUARD(at, bytes, level) {.base = (at), .size = (bytes), .lower = PMP_ANY, .rank = (level)}

#define IMAGE(of_lower)                                                            \
    {.base = 0x80000000,                                                           \
     .size = 0x5000,                                                               \
     .machine = RX,                                                                \
     .lower = (of_lower),                                                          \
     .rank = PMP_RANK_CODE},                                                       \
    {                                                                              \
        .base = 0x80005000, .size = 0x1000, .machine = PMP_R, .lower = (of_lower), \
        .rank = PMP_RANK_CONSTANTS                                                 \
    }

#define GUARDS                                                                         \
    GUARD(0, 4096, PMP_RANK_GUARD), GUARD(0x80006000, 0x1000, PMP_RANK_PROGRAM_GUARD), \
        GUARD(0x80009000, 0x1000, PMP_RANK_TRAP_GUARD), GUARD(0x80008000, 0x1000, PMP_RANK_GUARD)

#define WINDOW(at, bytes) \
    {.base = (at), .size = (bytes), .machine = RW, .lower = PMP_ANY, .rank = PMP_RANK_WINDOW}

#define EVERYTHING(of_machine, of_lower) \
    {.machine = (of_machine), .lower = (of_lower), .rank = PMP_RANK_DENY_ALL}

static const struct pmp_region usual[] = {
    GUARDS,
    IMAGE(PMP_ANY),
    GUARD(0x7fff0000, 0x10000, PMP_RANK_GUARD),
    EVERYTHING(RW, PMP_ANY),
};

static const struct pmp_region windows[] = {
    GUARDS,
    IMAGE(PMP_ANY),
    {.base = 0x80006000, .size = 0x7ffa000, .machine = RW, .lower = PMP_ANY, .rank = PMP_RANK_CODE},
    WINDOW(0x100000, 0x2000),
    WINDOW(0x2000000, 0x10000),
    WINDOW(0xc000000, 0x600000),
    WINDOW(0x10000000, 0x9000),
    WINDOW(0x20000000, 0x4000000),
    EVERYTHING(0, PMP_ANY),
};

static const struct pmp_region lower_modes[] = {
    GUARD(0x80009000, 0x1000, PMP_RANK_TRAP_GUARD),
    IMAGE(0),
    {.base = 0x80100000, .size = 0x1000, .machine = RW, .lower = RW, .rank = PMP_RANK_WINDOW},
    {.base = 0x80101000, .size = 0x1000, .machine = RW, .lower = PMP_R, .rank = PMP_RANK_WINDOW},
    {.base = 0x80102000, .size = 0x1000, .machine = RX, .lower = PMP_X, .rank = PMP_RANK_WINDOW},
    {.base = 0x80200000, .size = 0x200000, .lower = RWX, .rank = PMP_RANK_WINDOW},
    {.base = 0x10000000, .size = 0x1000, .machine = RW, .lower = RW, .rank = PMP_RANK_WINDOW},
    EVERYTHING(RW, 0),
};

static const struct pmp_region moving[] = {
    GUARDS,
    IMAGE(0),
    {.base = 0x80200000, .size = 0x100000, .lower = RWX, .rank = PMP_RANK_WINDOW},
    {.base = 0x80040000, .size = 0x1000, .rank = PMP_RANK_PROGRAM_GUARD, .may_move = true},
    EVERYTHING(RW, 0),
};

static const struct {
    const char *name;
    const struct pmp_region *regions;
    unsigned count;
} sets[] = {
    {"usual", usual, sizeof(usual) / sizeof(usual[0])},
    {"windows", windows, sizeof(windows) / sizeof(windows[0])},
    {"lower modes", lower_modes, sizeof(lower_modes) / sizeof(lower_modes[0])},
    {"moving", moving, sizeof(moving) / sizeof(moving[0])},
};

enum {
    SETS = sizeof(sets) / sizeof(sets[0])
};

#endif
