/* SPDX-License-Identifier: MIT */
/*
 * Exceptions: what trap.S hands to C, and probes that survive a bad address.
 */
#ifndef RT_TRAP_H
#define RT_TRAP_H

#include <rt/trap_frame.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Names an mcause value, for people: "load access fault". Callable from anywhere. */
const char *rt_trap_cause_name(unsigned long cause);

/**
 * Reads one byte from @p address into @p value.
 *
 * @return false when the address can't be read; @p value is then left alone. Callable from
 * anywhere; an access may have side effects on a device even so.
 */
bool rt_try_load8(uintptr_t address, uint8_t *value);

#ifdef __cplusplus
}
#endif

#endif
