/* SPDX-License-Identifier: MIT */
/*
 * Does the misaligned accesses of a supervisor and its programs that the core does not.
 */
#include "access.h"
#include "trap.h"

#include <assert.h>
#include <stddef.h>

static_assert(offsetof(struct rt_program, frame.pc) == 0 &&
                  offsetof(struct rt_program, frame.t6) == 31 * sizeof(long),
              "a program begins with its registers");

/* x1 to x31 are in the frame by number, behind pc. */
static unsigned long get_register(const struct rt_program *program, unsigned number)
{
    const unsigned long *const registers = (const unsigned long *)(const void *)program;

    return number != 0 ? registers[number] : 0;
}

void sbi_set_register(struct rt_program *program, unsigned number, unsigned long value)
{
    unsigned long *const registers = (unsigned long *)(void *)program;

    if (number != 0) {
        registers[number] = value;
    }
}

/* A parcel at a time: the second may be on a page that is not there. */
bool sbi_fetch(const struct rt_program *program, uint32_t *code)
{
    uint16_t parcels[2] = {0, 0};
    const uintptr_t pc = program->frame.pc;

    if (rt_program_copy_in(program, &parcels[0], pc, 2) < 0 ||
        ((parcels[0] & 3) == 3 && rt_program_copy_in(program, &parcels[1], pc + 2, 2) < 0)) {
        return false;
    }
    *code = parcels[0] | (uint32_t)parcels[1] << 16;
    return true;
}

static bool load(struct rt_program *program, const struct sbi_access *access)
{
    uint64_t value = 0;
    const unsigned unused = 64 - 8U * access->size;

    if (rt_program_copy_in(program, &value, program->frame.tval, access->size) < 0) {
        return false;
    }
    if (access->is_signed) {
        value = (uint64_t)((int64_t)(value << unused) >> unused);
    }
    sbi_set_register(program, access->data, (unsigned long)value);
    return true;
}

static bool store(struct rt_program *program, const struct sbi_access *access)
{
    const unsigned long value = get_register(program, access->data);

    return rt_program_copy_out(program, program->frame.tval, &value, access->size) == HAL_OK;
}

bool sbi_serve_misaligned(struct rt_program *program)
{
    struct sbi_access access;
    uint32_t code;

    if (!sbi_fetch(program, &code) || !sbi_access_decode(code, __riscv_xlen, &access) ||
        !(access.is_store ? store(program, &access) : load(program, &access))) {
        return false;
    }
    program->frame.pc += access.length;
    return true;
}
