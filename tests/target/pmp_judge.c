/* SPDX-License-Identifier: MIT */
#include "pmp_model.h"

#include <stddef.h>

struct verdict {
    uint32_t machine;
    uint32_t lower;
    uint32_t denied;
};

struct court {
    struct pmp_model model;
    const struct pmp_region *regions;
    unsigned count;
    struct verdict found;
};

/* The last byte of a region. */
static uint64_t last_of(const struct court *court, const struct pmp_region *region)
{
    const uint64_t all = ((uint64_t)court->model.core->address_mask << 2) + 3;

    return region->size == 0 ? all : (uint64_t)region->base + region->size - 1;
}

/* The region that decides at the address: the first that moves, else the first; or count. */
static unsigned region_at(const struct court *court, uint64_t address)
{
    for (unsigned moves = 2; moves-- > 0;) {
        for (unsigned i = 0; i < court->count; i++) {
            if (court->regions[i].may_move == (moves == 1) && address >= court->regions[i].base &&
                address <= last_of(court, &court->regions[i])) {
                return i;
            }
        }
    }
    return court->count;
}

static void ask_at(struct court *court, uint64_t address)
{
    const unsigned index = region_at(court, address);

    if (index == court->count) {
        return;
    }
    const struct pmp_region *region = &court->regions[index];
    const unsigned machine = pmp_model_rights(&court->model, address, true);
    const unsigned lower = pmp_model_rights(&court->model, address, false);
    const uint32_t bit = (uint32_t)1 << index;
    court->found.machine |= machine != region->machine ? bit : 0;
    court->found.lower |= region->lower != PMP_ANY && lower != region->lower ? bit : 0;
    court->found.denied |= (region->machine & ~machine) != 0 ? bit : 0;
}

static void ask_around(struct court *court, uint64_t address)
{
    ask_at(court, address - 1);
    ask_at(court, address);
    ask_at(court, address + 1);
}

/* The end of a NAPOT row, and the bounds that addresses are. */
static void ask_around_row(struct court *court, uint64_t value)
{
    uint64_t ones = 0;

    while ((value & (ones + 1)) != 0) {
        ones = 2 * ones + 1;
    }
    ask_around(court, value << 2);
    ask_around(court, (value & ~ones) << 2);
    ask_around(court, ((value | (2 * ones + 1)) + 1) << 2);
}

static void ask_everywhere(struct court *court)
{
    for (unsigned i = 0; i < court->count; i++) {
        const uint64_t base = court->regions[i].base;
        const uint64_t last = last_of(court, &court->regions[i]);
        ask_around(court, base);
        ask_around(court, base + (last - base) / 2);
        ask_around(court, last);
    }
    for (unsigned i = 0; i < court->model.core->entries; i++) {
        ask_around_row(court, court->model.now.addresses[i]);
    }
}

/* What can't be seen from the accesses: a region that moves needs an entry before locked ones. */
static uint32_t movable(const struct court *court)
{
    uint32_t set = 0;

    for (unsigned i = 0; i < court->count; i++) {
        set |= court->regions[i].may_move ? (uint32_t)1 << i : 0;
    }
    return set;
}

static bool keeps_code(const struct court *court, const struct pmp_plan *plan)
{
    for (unsigned i = 0; i < court->count; i++) {
        const struct pmp_region *const region = &court->regions[i];
        if ((region->machine & PMP_X) != 0 &&
            (!pmp_model_keeps_code(&court->model, plan, region->base) ||
             !pmp_model_keeps_code(&court->model, plan, last_of(court, region)))) {
            return false;
        }
    }
    return true;
}

const char *pmp_model_judge(const struct pmp_core *core, const struct pmp_region *regions,
                            unsigned count, const struct pmp_plan *plan)
{
    struct court court = {.regions = regions, .count = count};
    const char *const problem = pmp_model_program(&court.model, core, plan);

    if (problem != NULL) {
        return problem;
    }
    ask_everywhere(&court);
    if (!keeps_code(&court, plan)) {
        return "code can't be executed for a while";
    }
    const uint32_t still = ~movable(&court);
    if ((court.found.machine & ~plan->missing_machine) != 0 ||
        ((court.found.machine ^ plan->missing_machine) & still) != 0) {
        return "missing_machine is wrong";
    }
    if ((court.found.lower & ~plan->missing_lower) != 0 ||
        ((court.found.lower ^ plan->missing_lower) & still) != 0) {
        return "missing_lower is wrong";
    }
    return court.found.denied == plan->denied ? NULL : "denied is wrong";
}

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Locked entries as they read: ones below the grain in NAPOT, else zeros. */
static void set_random_locks(struct pmp_random *random, uint32_t *state)
{
    for (unsigned i = 0; i < random->core.entries; i++) {
        random->in_force.addresses[i] = (next(state) & 0x3f) << 1 & ~(random->core.grain / 4 - 1);
        random->in_force.configs[i] = 0;
        if (next(state) % 8 == 0) {
            const uint8_t config = (uint8_t)(0x80 | (next(state) & 0x1f));
            const bool is_reserved = (config & 3) == 2;
            const bool is_lacking = (config & 0x18) == 0x10 ||
                                    ((config & 0x18) == 0x08 && !random->core.has_tor) ||
                                    ((config & 0x18) == 0x18 && !random->core.has_napot);
            random->in_force.configs[i] = is_reserved || is_lacking ? 0x80 : config;
            if ((random->in_force.configs[i] & 0x18) == 0x18) {
                random->in_force.addresses[i] |= (random->core.grain / 4 - 1) >> 1;
            }
        }
    }
    random->core.in_force = &random->in_force;
}

static void set_random_region(struct pmp_random *random, unsigned index, uint32_t *state)
{
    static const uint8_t rights[] = {0, 1, 3, 4, 5, 7, PMP_ANY, PMP_ANY};
    const unsigned long unit = next(state) % 8 == 0 ? 4 : 16;

    random->regions[index] = (struct pmp_region){
        .base = (next(state) & 31) * unit,
        .size = (1 + next(state) % 16) * unit,
        .machine = rights[next(state) % 6],
        .lower = rights[next(state) % 8],
        .rank = (uint8_t)(next(state) % PMP_RANK_COUNT),
        .may_move = next(state) % 8 == 0,
    };
}

void pmp_model_random(struct pmp_random *random, uint32_t seed)
{
    uint32_t state = seed * 2654435761U;

    *random = (struct pmp_random){.count = next(&state) % 9};
    random->core = (struct pmp_core){
        .entries = (uint8_t)(next(&state) % 3 == 0 ? 16 : next(&state) % 17),
        .has_tor = next(&state) % 4 != 0,
        .has_napot = next(&state) % 4 != 0,
        .grain = 4UL << next(&state) % 4,
        .address_mask = 0xffffffff,
        .mseccfg_writable = (uint8_t)(next(&state) & next(&state) & 7),
    };
    random->core.has_na4 = random->core.grain == 4 && next(&state) % 2 != 0;
    for (unsigned i = 0; i < random->count; i++) {
        set_random_region(random, i, &state);
    }
    if (random->count != 0 && next(&state) % 2 == 0) {
        random->regions[random->count - 1].base = 0;
        random->regions[random->count - 1].size = 0;
    }
    if (random->core.entries != 0 && next(&state) % 4 == 0) {
        random->core.mseccfg = (uint8_t)(next(&state) & 3);
        random->core.mseccfg_writable &= 3;
        set_random_locks(random, &state);
    }
}
