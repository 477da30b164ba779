/* SPDX-License-Identifier: MIT */
/** @file
 * The one way to die: every fatal condition ends here, with a report and a non-zero status.
 *
 * docs/panic.md explains the report line by line.
 */
#ifndef RT_PANIC_H
#define RT_PANIC_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The status a run ends with after a panic: what a shell shows for a process that aborted. */
enum {
    RT_PANIC_STATUS = 134
};

/**
 * Reports and ends the firmware. Never returns; callable from anywhere, handlers included.
 *
 * The report goes out over the polled console and the run ends as rt_panic_end decides.
 * @p format knows the conversions s, c, d, i, u, x, p and %, the length modifiers l, ll and z, a
 * width, and the flags 0 and -. It uses no heap, no lock and no stdio.
 */
__attribute__((noreturn, cold, format(printf, 1, 2))) void rt_panic(const char *format, ...);

/**
 * What happens after the report. The runtime's own ends the run with RT_PANIC_STATUS; a firmware
 * that wants something else, such as a reset or rt_halt, defines this function. Runs on the trap
 * stack, with interrupts off; a return counts as rt_exit(RT_PANIC_STATUS).
 */
void rt_panic_end(void);

/** A panic, as it is kept in memory that a warm reset leaves alone. */
struct rt_panic_record {
    char reason[96];     /**< The report's first line, cut to fit. */
    uintptr_t pc;        /**< Where it happened. */
    uintptr_t address;   /**< mtval; 0 if there was no trap. */
    uintptr_t ra;        /**< The return address register there. */
    uintptr_t sp;        /**< The stack pointer there. */
    unsigned long cause; /**< mcause; all ones if there was no trap. */
    unsigned long hart;  /**< mhartid of the hart that panicked. */
    uint64_t uptime_us;  /**< Microseconds since reset. */
    uint8_t build[20];   /**< The build id of the firmware that panicked. */
    uint32_t checksum;   /**< Over what precedes it; rt_last_panic looks at it. */
};

/**
 * Returns the panic that ended an earlier run, NULL if none is recorded or memory did not keep it.
 * The record stays until rt_last_panic_clear, the next panic, or power is lost. Callable from
 * anywhere.
 */
const struct rt_panic_record *rt_last_panic(void);

/** Forgets the last panic. Callable from anywhere. */
void rt_last_panic_clear(void);

#ifdef __cplusplus
}
#endif

#endif
