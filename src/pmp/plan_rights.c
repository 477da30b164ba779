/* SPDX-License-Identifier: MIT */
/*
 * What a PMP configuration allows, and the configuration for given rights.
 */
#include "pmp/plan_internal.h"

/*
 * The truth table of Smepmp with MML set, by the bits L, X, W, R of the configuration. Machine
 * mode's rights are in the low digit, those of lower modes in the high one.
 */
static const uint8_t with_mml[16] = {
    0x00, 0x10, 0x13, 0x30, 0x40, 0x50, 0x33, 0x70, /* L = 0 */
    0x00, 0x01, 0x44, 0x03, 0x04, 0x05, 0x45, 0x11, /* L = 1 */
};

static unsigned index_of(uint8_t config)
{
    return (config & PMP_RIGHTS) | ((config & PMP_LOCK) != 0 ? 8U : 0U);
}

struct pmp_rights rti_pmp_rights(uint8_t config, uint8_t mseccfg)
{
    const uint8_t rights = config & PMP_RIGHTS;

    if ((mseccfg & PMP_MML) != 0) {
        const uint8_t both = with_mml[index_of(config)];
        return (struct pmp_rights){both & PMP_RIGHTS, both >> 4};
    }
    return (struct pmp_rights){(config & PMP_LOCK) != 0 ? rights : PMP_RIGHTS, rights};
}

struct pmp_rights rti_pmp_default_rights(const struct pmp_core *core, uint8_t mseccfg)
{
    if (core->entries == 0) {
        return (struct pmp_rights){PMP_RIGHTS, PMP_RIGHTS};
    }
    if ((mseccfg & PMP_MMWP) != 0) {
        return (struct pmp_rights){0, 0};
    }
    return (struct pmp_rights){(mseccfg & PMP_MML) != 0 ? PMP_R | PMP_W : PMP_RIGHTS, 0};
}

static unsigned number_of(unsigned rights)
{
    return (rights & 1) + (rights >> 1 & 1) + (rights >> 2 & 1);
}

/* W without R. */
static bool is_reserved(unsigned rights)
{
    return (rights & (PMP_R | PMP_W)) == PMP_W;
}

static int choose_without_mml(const struct pmp_attempt *attempt, const struct pmp_region *region)
{
    const bool editable = !region->may_move || (attempt->mseccfg & PMP_RLB) != 0;
    const unsigned lower = region->lower == PMP_ANY ? region->machine : region->lower;

    if (is_reserved(lower)) {
        return -1;
    }
    return (int)(lower == region->machine && editable ? PMP_LOCK | lower : lower);
}

/*
 * Rows that machine mode executes can't be added once MML is set, and those that it shares are
 * reserved before.
 */
bool rti_pmp_is_late(const struct pmp_attempt *attempt, uint8_t config)
{
    return (attempt->mseccfg & PMP_MML) != 0 &&
           (rti_pmp_rights(config, PMP_MML).machine & PMP_X) != 0 &&
           ((attempt->core->mseccfg & PMP_MML) != 0 || is_reserved(config));
}

/* Whether a row with this configuration can be written. */
static bool is_writable(const struct pmp_attempt *attempt, uint8_t config)
{
    return !rti_pmp_is_late(attempt, config) ||
           ((attempt->core->mseccfg | attempt->core->mseccfg_writable) & PMP_RLB) != 0;
}

static int choose_with_mml(const struct pmp_attempt *attempt, const struct pmp_region *region)
{
    const unsigned wanted = region->lower == PMP_ANY ? 0 : region->lower;
    const bool must_be_unlocked = region->may_move && (attempt->mseccfg & PMP_RLB) == 0;
    unsigned most = 0;
    int best = -1;

    for (unsigned i = 0; i < 16; i++) {
        const uint8_t config = (uint8_t)((i & PMP_RIGHTS) | (i >= 8 ? PMP_LOCK : 0));
        const struct pmp_rights rights = rti_pmp_rights(config, PMP_MML);
        const unsigned number = number_of(rights.lower);
        if (rights.machine != region->machine || (rights.lower & ~wanted) != 0 ||
            (must_be_unlocked && i >= 8) || !is_writable(attempt, config)) {
            continue;
        }
        /* If equal, the locked one, unless the region moves. */
        if (best < 0 || number > most || (number == most && !region->may_move)) {
            best = config;
            most = number;
        }
    }
    return best;
}

int rti_pmp_choose_config(const struct pmp_attempt *attempt, const struct pmp_region *region)
{
    if ((attempt->mseccfg & PMP_MML) != 0) {
        return choose_with_mml(attempt, region);
    }
    return choose_without_mml(attempt, region);
}
