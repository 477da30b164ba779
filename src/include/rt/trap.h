/* SPDX-License-Identifier: MIT */
/** @file
 * Traps: the application's handlers, and probes that survive a bad address.
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

/**
 * Returns the name of an mcause value, such as "load access fault". Callable from
 * anywhere.
 */
const char *rt_trap_cause_name(unsigned long cause);

/**
 * Handles a trap that the application expects. Runs on the hart's trap stack with interrupts off;
 * @p frame is the state of the interrupted program and may be changed. A handler must not use
 * floating point. The frame has no floating-point registers: to continue another program, use
 * rt/context.h.
 *
 * @return true to resume with the frame as it is now; for most causes the handler must have moved
 * pc to another instruction. false to panic. A fault or a panic inside the handler ends the
 * firmware with a report of both.
 *
 * Returning true also panics if the trap happened inside a plain interrupt handler (RT_INTERRUPT,
 * rt/interrupt.h): the trap has overwritten the handler's mepc. Alarms and calls between harts run
 * in plain handlers too. RT_INTERRUPT_NESTING saves mepc, so true is allowed there. Never return
 * true for a trap inside RT_INTERRUPT_DIRECT: the runtime cannot detect it.
 */
typedef bool rt_trap_handler(struct rt_trap_frame *frame);

/**
 * Sets the handler of @p cause for every hart, replacing any earlier one; NULL removes it. A cause
 * is a value of mcause (rt/csr.h): CAUSE_..., or MCAUSE_INTERRUPT | IRQ_... for an interrupt
 * without its own handler. Callable from anywhere.
 *
 * @return 0, or HAL_ERR_INVALID if the cause's number is above 31.
 */
HAL_NODISCARD int rt_trap_set_handler(unsigned long cause, rt_trap_handler *handler);

/**
 * Size in bytes of the instruction at @p pc, which must be readable: 2 or 4. Use it to skip the
 * instruction in a handler.
 */
static inline unsigned rt_instruction_size(uintptr_t pc)
{
    return (*(const volatile uint16_t *)pc & 3) == 3 ? 4 : 2;
}

/** @{ */
/**
 * Reads from or writes to @p address with one access of that width, which may fault.
 *
 * @return false if the access faulted; a load then leaves @p value unchanged. A faulting access may
 * still have side effects on a device. Callable from anywhere.
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
