/* SPDX-License-Identifier: MIT */
/*
 * The functions of pmp.h and rt/protect.h in firmware without protection.
 */
#include "movable.h"
#include "pmp.h"

#include "base/guards.h"

#include <stddef.h>

void rti_pmp_init(void)
{
    rti_guards_paint_at_boot(GUARDS_MASK);
}

__attribute__((weak, alias("rti_pmp_init"))) void rti_pmp_start(void);

/* Contexts refer to it. Without protection nothing comes before. */
const char rti_pmp_relock = 0;

unsigned long rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    (void)area;
    (void)stack_low;
    return GUARDS_MASK;
}

bool rti_pmp_guard_stack(const char *stack_low)
{
    (void)stack_low;
    return true;
}

enum stack_guard rti_pmp_try_guard(unsigned long address, uintptr_t inside)
{
    (void)address;
    (void)inside;
    return STACK_GUARD_PATTERN;
}

rti_pmp_write_address *rti_pmp_movers[PMP_HARTS];

void rti_pmp_drop_guard(unsigned long address)
{
    (void)address;
}

bool rt_protect_open(uintptr_t base, size_t size)
{
    return size >= 8 && (size & (size - 1)) == 0 && (base & (size - 1)) == 0;
}

bool rt_protect_open_program(uintptr_t base, size_t size)
{
    return rt_protect_open(base, size);
}

uint32_t rti_pmp_missing(void)
{
    return PMP_MISSING_ALL;
}

const char *rti_pmp_missing_name(uint32_t missing, unsigned nth)
{
    (void)missing;
    return nth == 0 ? "all of it, by PROTECTION OFF" : NULL;
}

const char *rt_protect_missing(unsigned nth)
{
    return rti_pmp_missing_name(PMP_MISSING_ALL, nth);
}
