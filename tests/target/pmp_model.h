/* SPDX-License-Identifier: MIT */
/*
 * A modelled PMP (privileged specification, section 3.7, and Smepmp 1.0) that judges plans of
 * src/pmp/plan.h. It is written from the specification and shares no code with the plan.
 */
#ifndef PMP_MODEL_H
#define PMP_MODEL_H

#include "pmp/plan.h"

struct pmp_model {
    const struct pmp_core *core;
    struct pmp_registers now;
    uint8_t mseccfg;
    const struct pmp_model *end; /**< What it comes to, or NULL. */
    uint64_t code;               /**< An address from which machine mode executes. */
    bool loses_code;             /**< It could not, after one of the writes. */
};

/** Programs @p plan as plan.h says. Returns NULL, or what reads back otherwise. */
const char *pmp_model_program(struct pmp_model *model, const struct pmp_core *core,
                              const struct pmp_plan *plan);

/** Whether machine mode can execute at @p address after each write, if it can before and after. */
bool pmp_model_keeps_code(const struct pmp_model *end, const struct pmp_plan *plan,
                          uint64_t address);

/** What the mode may do with the byte: PMP_R, PMP_W and PMP_X. */
unsigned pmp_model_rights(const struct pmp_model *model, uint64_t address, bool machine);

/**
 * Programs @p plan, then asks for all accesses at and beside each bound of a region or row, and in
 * the middle of each region. Returns NULL if missing_machine, missing_lower and denied are exactly
 * what the model finds, else the first difference.
 */
const char *pmp_model_judge(const struct pmp_core *core, const struct pmp_region *regions,
                            unsigned count, const struct pmp_plan *plan);

/** A core and up to 8 regions that are different for each @p seed, but the same each time. */
struct pmp_random {
    struct pmp_core core;
    struct pmp_registers in_force;
    struct pmp_region regions[8];
    unsigned count;
};
void pmp_model_random(struct pmp_random *random, uint32_t seed);

#endif
