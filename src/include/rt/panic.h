/* SPDX-License-Identifier: MIT */
/** @file
 * Panics: every fatal condition ends in a report and a non-zero status.
 *
 * docs/panic.md explains the report line by line.
 */
#ifndef RT_PANIC_H
#define RT_PANIC_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The exit status of a run after a panic. A shell shows the same for a process that aborted. */
enum {
    RT_PANIC_STATUS = 134
};

/**
 * Prints a report and ends the firmware. Never returns. Callable from anywhere, including handlers.
 *
 * The report is written to the polled console. rt_panic_end ends the run. @p format supports what
 * rt_format does, so all of printf but floating point, octal, wide characters and %n. Uses no heap,
 * lock or stdio.
 */
__attribute__((noreturn, cold, format(printf, 1, 2))) void rt_panic(const char *format, ...);

struct rt_trap_frame;

/**
 * Reports a trap that a handler of somebody else took, such as one that an RTOS has put into mtvec,
 * as if it had come to Rivet's. Never returns. Callable from anywhere.
 *
 * @p frame has the registers at the trap: pc is mepc, status, cause and tval are mstatus, mcause
 * and mtval (rt/trap_frame.h). sp must be what it was before the handler pushed anything, or the
 * backtrace begins in the handler.
 */
__attribute__((noreturn, cold)) void rt_panic_frame(const struct rt_trap_frame *frame);

/**
 * Panics with a message, as if the program that @p frame describes had called rt_panic at its pc.
 * For a handler that finds an error of the program it interrupted, such as a hang. Never returns.
 * Callable from anywhere.
 *
 * @p frame is as for rt_panic_frame. Its cause may also be all ones: then the report has no cause.
 * @p format is as for rt_panic.
 */
__attribute__((noreturn, cold, format(printf, 2, 3))) void
rt_panic_at(const struct rt_trap_frame *frame, const char *format, ...);

/**
 * Called after the report. To do something then, such as a reset or rt_halt, define this function
 * in the firmware; the default does nothing. Runs on the trap stack with interrupts off. Returning
 * is the same as rt_exit(RT_PANIC_STATUS).
 */
void rt_panic_end(void);

/** The record of a panic, in memory that survives a warm reset. */
struct rt_panic_record {
    char reason[96];     /**< The report's first line, truncated to fit. */
    uintptr_t pc;        /**< The pc at the panic. */
    uintptr_t address;   /**< mtval; 0 if there was no trap. */
    uintptr_t ra;        /**< The return address register. */
    uintptr_t sp;        /**< The stack pointer. */
    unsigned long cause; /**< mcause; all ones if there was no trap. */
    unsigned long hart;  /**< mhartid of the hart that panicked. */
    uint64_t uptime_us;  /**< Microseconds since reset. */
    uint8_t build[20];   /**< The build id of the firmware that panicked. */
    uint32_t checksum;   /**< Over the preceding members; checked by rt_last_panic. */
};

/**
 * Returns the panic that ended an earlier run, or NULL if memory has no valid record. The record
 * remains until rt_last_panic_clear, the next panic, or power loss. Callable from anywhere.
 */
const struct rt_panic_record *rt_last_panic(void);

/** Erases the record of the last panic. Callable from anywhere. */
void rt_last_panic_clear(void);

#ifdef __cplusplus
}
#endif

#endif
