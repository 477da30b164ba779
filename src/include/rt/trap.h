/* SPDX-License-Identifier: MIT */
/** @file
 * Exceptions: what trap/entry.S hands to C, and probes that survive a bad address.
 */
#ifndef RT_TRAP_H
#define RT_TRAP_H

#include <hal/status.h>
#include <rt/trap_frame.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Names an mcause value, for people: "load access fault". Callable from anywhere. */
const char *rt_trap_cause_name(unsigned long cause);

/**
 * Handles a trap that the application expects. Runs on the hart's trap stack with interrupts off;
 * @p frame is the interrupted program, and may be changed. It may not use floating point.
 *
 * @return true to resume with the frame as it is then, which for most causes means that pc was set
 * to another instruction; false to let the panic go on. A fault or a panic inside the handler ends
 * the firmware with a report of both. So does true for a trap inside a plain interrupt handler
 * (RT_INTERRUPT, rt/interrupt.h), which alarms and calls from hart to hart run in too: it returns
 * by what mepc held before the trap. RT_INTERRUPT_NESTING keeps that. Inside RT_INTERRUPT_DIRECT
 * nobody can tell: don't.
 */
typedef bool rt_trap_handler(struct rt_trap_frame *frame);

/**
 * Makes @p handler the one for traps of @p cause, for every hart, in place of any earlier one; NULL
 * for none. A cause is what mcause holds (rt/csr.h): CAUSE_..., or MCAUSE_INTERRUPT | IRQ_... for
 * an interrupt that has no handler of its own. Callable from anywhere.
 *
 * @return 0, or HAL_ERR_INVALID when the cause's number is above 15.
 */
HAL_NODISCARD int rt_trap_set_handler(unsigned long cause, rt_trap_handler *handler);

/** Bytes of the instruction at @p pc, which must be readable: 2 or 4. To skip it in a handler. */
static inline unsigned rt_instruction_size(uintptr_t pc)
{
    return (*(const volatile uint16_t *)pc & 3) == 3 ? 4 : 2;
}

/** @{ */
/**
 * Read from @p address, or write to it, an access of just that width which may fault.
 *
 * @return false when the access faulted; @p value is then left alone. Callable from anywhere; the
 * access may have side effects on a device even so.
 */
bool rt_try_load8(uintptr_t address, uint8_t *value);
bool rt_try_load16(uintptr_t address, uint16_t *value);
bool rt_try_load32(uintptr_t address, uint32_t *value);
bool rt_try_store8(uintptr_t address, uint8_t value);
bool rt_try_store16(uintptr_t address, uint16_t value);
bool rt_try_store32(uintptr_t address, uint32_t value);
#if __riscv_xlen == 64
bool rt_try_load64(uintptr_t address, uint64_t *value);
bool rt_try_store64(uintptr_t address, uint64_t value);
#endif
/** @} */

#ifdef __cplusplus
}
#endif

#endif
