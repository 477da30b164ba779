/* SPDX-License-Identifier: MIT */
#include "pmp_model.h"

#include <stddef.h>

static bool is_locked(const struct pmp_model *model, unsigned entry)
{
    return entry < model->core->entries && (model->now.configs[entry] & 0x80) != 0 &&
           (model->mseccfg & PMP_RLB) == 0;
}

static bool is_address_locked(const struct pmp_model *model, unsigned entry)
{
    return is_locked(model, entry) ||
           (is_locked(model, entry + 1) && (model->now.configs[entry + 1] & 0x18) == 8);
}

/* After each write. */
static void look_for_code(struct pmp_model *model)
{
    model->loses_code |=
        model->end != NULL && (pmp_model_rights(model, model->code, true) & PMP_X) == 0;
}

static void write_address(struct pmp_model *model, unsigned entry, unsigned long value)
{
    if (!is_address_locked(model, entry)) {
        model->now.addresses[entry] = value & model->core->address_mask;
    }
    look_for_code(model);
}

/* Entries of modes that the core lacks read back as off. */
static void write_config(struct pmp_model *model, unsigned entry, uint8_t value)
{
    const struct pmp_core *core = model->core;
    const bool has_mml = (model->mseccfg & PMP_MML) != 0;
    const bool machine_executes = (value & 0x84) == 0x84 || (value & 0x83) == 0x82;

    if (is_locked(model, entry) || (!has_mml && (value & 3) == 2) ||
        (has_mml && machine_executes && (value & 0x87) != 0x87 &&
         (model->mseccfg & PMP_RLB) == 0)) {
        return;
    }
    if (((value & 0x18) == 0x08 && !core->has_tor) ||
        ((value & 0x18) == 0x10 && (!core->has_na4 || core->grain > 4)) ||
        ((value & 0x18) == 0x18 && !core->has_napot)) {
        value &= 0xe7;
    }
    model->now.configs[entry] = value;
    look_for_code(model);
}

static void write_mseccfg(struct pmp_model *model, unsigned value)
{
    const struct pmp_core *core = model->core;
    bool any_locked = false;

    for (unsigned i = 0; i < core->entries; i++) {
        any_locked |= is_locked(model, i);
    }
    value &= core->mseccfg | core->mseccfg_writable;
    if (any_locked) {
        value &= ~(unsigned)PMP_RLB;
    }
    model->mseccfg = (uint8_t)(value | (model->mseccfg & (PMP_MML | PMP_MMWP)));
    look_for_code(model);
}

static bool is_late(const struct pmp_plan *plan, unsigned entry)
{
    return (plan->rows.configs[entry] & 3) == 2;
}

static void reset(struct pmp_model *model, const struct pmp_core *core)
{
    *model = (struct pmp_model){.core = core, .mseccfg = core->mseccfg};
    if (core->in_force != NULL) {
        model->now = *core->in_force;
    }
}

static void write_configs(struct pmp_model *model, const struct pmp_plan *plan, bool with_late)
{
    for (unsigned i = 0; i < model->core->entries; i++) {
        const uint8_t config = plan->rows.configs[i];
        if (!is_late(plan, i)) {
            if (!with_late) {
                write_config(model, i, config);
            }
        } else if (with_late) {
            write_config(model, i, config);
        } else if ((config & 0x80) != 0) {
            write_config(model, i, (uint8_t)((config & 0xf8) | PMP_R | PMP_X));
        }
    }
}

static void program(struct pmp_model *model, const struct pmp_plan *plan)
{
    if (plan->needs_bypass) {
        write_mseccfg(model, model->mseccfg | PMP_RLB);
    }
    for (unsigned i = 0; i < model->core->entries; i++) {
        write_address(model, i, plan->rows.addresses[i]);
    }
    write_configs(model, plan, false);
    write_mseccfg(model, model->mseccfg | (plan->mseccfg & PMP_MML));
    write_configs(model, plan, true);
    write_mseccfg(model, plan->mseccfg);
}

bool pmp_model_keeps_code(const struct pmp_model *end, const struct pmp_plan *plan,
                          uint64_t address)
{
    struct pmp_model model;

    reset(&model, end->core);
    model.code = address;
    model.end = end;
    if ((pmp_model_rights(&model, address, true) & PMP_X) == 0 ||
        (pmp_model_rights(end, address, true) & PMP_X) == 0) {
        return true;
    }
    program(&model, plan);
    return !model.loses_code;
}

const char *pmp_model_program(struct pmp_model *model, const struct pmp_core *core,
                              const struct pmp_plan *plan)
{
    reset(model, core);
    program(model, plan);
    for (unsigned i = 0; i < core->entries; i++) {
        if (model->now.addresses[i] != plan->rows.addresses[i]) {
            return "an address reads back otherwise";
        }
        if (model->now.configs[i] != plan->rows.configs[i]) {
            return "a configuration reads back otherwise";
        }
    }
    return model->mseccfg == plan->mseccfg ? NULL : "mseccfg reads back otherwise";
}

/* Whether the entry matches the byte. Bits below the grain don't take part. */
static bool matches(const struct pmp_model *model, unsigned entry, uint64_t address)
{
    const uint64_t low = model->core->grain - 1;
    const uint64_t value = model->now.addresses[entry];
    const uint64_t before = entry == 0 ? 0 : model->now.addresses[entry - 1];
    uint64_t size = 8;

    switch (model->now.configs[entry] & 0x18) {
    case 0x08:
        return address >= ((before << 2) & ~low) && address < ((value << 2) & ~low);
    case 0x10:
        return address >> 2 == value;
    case 0x18:
        for (unsigned bit = 0; (value >> bit & 1) != 0; bit++) {
            size *= 2;
        }
        size = size < model->core->grain ? model->core->grain : size;
        return address / size == (value << 2) / size;
    default:
        return false;
    }
}

static unsigned bits(bool read, bool write, bool execute)
{
    return (read ? PMP_R : 0U) | (write ? PMP_W : 0U) | (execute ? PMP_X : 0U);
}

/* The table of Smepmp, in words: rules of one kind of mode, and shared ones. */
static unsigned rights_with_mml(uint8_t config, bool machine)
{
    const bool locked = (config & 0x80) != 0;
    const bool read = (config & 1) != 0;
    const bool write = (config & 2) != 0;
    const bool execute = (config & 4) != 0;

    if (!read && write && !locked) {
        return machine || execute ? bits(true, true, false) : bits(true, false, false);
    }
    if (!read && write) {
        return bits(machine && execute, false, true);
    }
    if (locked && read && write && execute) {
        return bits(true, false, false);
    }
    return locked == machine ? bits(read, write, execute) : 0;
}

unsigned pmp_model_rights(const struct pmp_model *model, uint64_t address, bool machine)
{
    const bool has_mml = (model->mseccfg & PMP_MML) != 0;

    for (unsigned i = 0; i < model->core->entries; i++) {
        const uint8_t config = model->now.configs[i];
        if (!matches(model, i, address)) {
            continue;
        }
        if (has_mml) {
            return rights_with_mml(config, machine);
        }
        return machine && (config & 0x80) == 0 ? 7 : config & 7;
    }
    if (machine) {
        return (model->mseccfg & PMP_MMWP) != 0 ? 0 : has_mml ? 3 : 7;
    }
    return model->core->entries == 0 ? 7 : 0;
}
