/* SPDX-License-Identifier: MIT */
/** @file
 * The calls that an operating system makes of its firmware, and the extensions that serve them
 * (RISC-V Supervisor Binary Interface Specification, version 3.0; "SBI" below).
 *
 * A firmware lists the extensions that it has. Others are not linked:
 *
 *     SBI_EXTENSIONS(SBI_STANDARD)
 *
 * An extension of one's own is a range of numbers and a function (SBI, chapter 17, has the numbers
 * that are free):
 *
 *     static struct sbi_result read_sensor(const struct sbi_call *call)
 *     {
 *         return call->function == 0 ? (struct sbi_result){SBI_OK, sample}
 *                                    : (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
 *     }
 *
 *     static const struct sbi_extension sensor = SBI_EXTENSION(0x09000000, read_sensor);
 *
 *     SBI_EXTENSIONS(SBI_STANDARD, &sensor)
 */
#ifndef SBI_CALL_H
#define SBI_CALL_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Errors (SBI, chapter 3). */
enum sbi_error {
    SBI_OK = 0,
    SBI_ERR_FAILED = -1,
    SBI_ERR_NOT_SUPPORTED = -2,
    SBI_ERR_INVALID_PARAM = -3,
    SBI_ERR_DENIED = -4,
    SBI_ERR_INVALID_ADDRESS = -5,
    SBI_ERR_ALREADY_AVAILABLE = -6,
    SBI_ERR_ALREADY_STARTED = -7,
    SBI_ERR_ALREADY_STOPPED = -8,
    SBI_ERR_NO_SHMEM = -9,
    SBI_ERR_INVALID_STATE = -10,
    SBI_ERR_BAD_RANGE = -11,
    SBI_ERR_TIMEOUT = -12,
    SBI_ERR_IO = -13,
    SBI_ERR_DENIED_LOCKED = -14,
};

/** What a call returns: the caller's a0 and a1. */
struct sbi_result {
    long error; /**< enum sbi_error. */
    long value; /**< Depends on the function; should be 0 with an error. */
};

/** A call. What the caller passes is not trusted: any word may have any value. */
struct sbi_call {
    unsigned long arguments[6]; /**< a0 to a5. */
    unsigned long function;     /**< a6: the function's number. */
    unsigned long extension;    /**< a7: the extension's number. */
};

/**
 * Serves a call. Runs on the hart's trap stack with interrupts off, for the hart that called
 * (rt_hart_self). It must not use floating point. A fault in it is a panic, so ask
 * sbi_is_memory (sbi/memory.h) before you access an address of the caller's.
 */
typedef struct sbi_result sbi_function(const struct sbi_call *call);

/** An extension; constant. */
struct sbi_extension {
    unsigned long first;     /**< The lowest of its numbers, */
    unsigned long last;      /**< and the highest. */
    sbi_function *serve;     /**< Serves every call to them. */
    bool (*available)(void); /**< Whether this machine has it; NULL: always. */
    unsigned short_calls;    /**< Internal: 0. */
};

/** An extension with one number. */
#define SBI_EXTENSION(number, function) {(number), (number), (function), 0, 0}

/**
 * Defines the extensions of the firmware, once, as a list of pointers to const struct
 * sbi_extension. Of two with the same number the first serves. Those that are called most should
 * come first.
 */
#define SBI_EXTENSIONS(...) const struct sbi_extension *const sbi_extensions[] = {__VA_ARGS__, 0};

/** @{ */
/** The extensions of this library. Each is a file, which is linked if it is listed. */
extern const struct sbi_extension sbi_base;   /**< Base (SBI, chapter 4); needed by every caller. */
extern const struct sbi_extension sbi_time;   /**< Timer (6). */
extern const struct sbi_extension sbi_ipi;    /**< Inter-processor interrupts (7). */
extern const struct sbi_extension sbi_rfence; /**< Fences on other harts (8). */
extern const struct sbi_extension sbi_hsm;    /**< Hart state: start, stop, suspend (9). */
extern const struct sbi_extension sbi_srst;   /**< System reset (10). */
extern const struct sbi_extension sbi_pmu;    /**< Performance counters (11). */
extern const struct sbi_extension sbi_dbcn;   /**< Debug console (12). */
extern const struct sbi_extension sbi_fwft;   /**< Firmware features (18). */
/** @} */

/**
 * In place of sbi_time in firmware that uses rt/alarm.h. On cores without Sstc the supervisor's
 * timers are then alarms too, as the compare register of the machine's timer belongs to the alarms.
 */
extern const struct sbi_extension sbi_time_by_alarm;

/** All of them, for a list; and the same with sbi_time_by_alarm. */
#define SBI_STANDARD          SBI_STANDARD_WITH(sbi_time)
#define SBI_STANDARD_BY_ALARM SBI_STANDARD_WITH(sbi_time_by_alarm)
/** @cond internal */
#define SBI_STANDARD_WITH(time) \
    &sbi_dbcn, &sbi_ipi, &sbi_rfence, &time, &sbi_base, &sbi_hsm, &sbi_pmu, &sbi_srst, &sbi_fwft
/** @endcond */

/** @cond internal */
extern const struct sbi_extension *const sbi_extensions[];
/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
