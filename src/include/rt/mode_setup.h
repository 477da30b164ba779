/* SPDX-License-Identifier: MIT */
/** @file
 * What lower modes may do on this hart, before they first run: which of their traps they handle
 * themselves, and which registers they may use.
 *
 *     struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;
 *     const struct rt_mode_rights got = rt_mode_setup(&wanted);
 *     if ((got.environment & RT_ENVIRONMENT_STCE) == 0) {
 *         // no stimecmp: this firmware must set the supervisor's timer
 *     }
 *
 * Memory is protection's, see rt/protect.h.
 */
#ifndef RT_MODE_SETUP_H
#define RT_MODE_SETUP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bits of modes, as in misa (privileged specification, 3.1.1). */
enum {
    RT_MODES_HYPERVISOR = 1U << 7,  /**< The supervisor may be a hypervisor. */
    RT_MODES_SUPERVISOR = 1U << 18, /**< There is a supervisor mode. */
    RT_MODES_USER = 1U << 20,       /**< There is a user mode. */
};

/** Bits of counters and user_counters (3.1.11). Bits 3 to 31 are hpmcounter3 to 31. */
enum {
    RT_COUNTERS_CYCLE = 1U << 0,   /**< rdcycle. */
    RT_COUNTERS_TIME = 1U << 1,    /**< rdtime, and stimecmp (Sstc). */
    RT_COUNTERS_INSTRET = 1U << 2, /**< rdinstret. */
};

/** @{ */
/** Bits of environment: menvcfg (3.1.18). CBIE has two bits; both together permit cbo.inval. */
#define RT_ENVIRONMENT_FIOM  (UINT64_C(1) << 0)  /**< Fences of device accesses order memory too. */
#define RT_ENVIRONMENT_CBIE  (UINT64_C(3) << 4)  /**< cbo.inval (Zicbom). */
#define RT_ENVIRONMENT_CBCFE (UINT64_C(1) << 6)  /**< cbo.clean and cbo.flush (Zicbom). */
#define RT_ENVIRONMENT_CBZE  (UINT64_C(1) << 7)  /**< cbo.zero (Zicboz). */
#define RT_ENVIRONMENT_ADUE  (UINT64_C(1) << 61) /**< The core updates A and D bits (Svadu). */
#define RT_ENVIRONMENT_PBMTE (UINT64_C(1) << 62) /**< Page-based memory types (Svpbmt). */
#define RT_ENVIRONMENT_STCE  (UINT64_C(1) << 63) /**< The supervisor has stimecmp (Sstc). */
/** @} */

/** Bits of seed: mseccfg (Zkr, entropy source). */
enum {
    RT_SEED_USER = 1U << 8,       /**< User mode may read seed. */
    RT_SEED_SUPERVISOR = 1U << 9, /**< The supervisor may read seed. */
};

/** Bits of traps: mstatus (3.1.6.5). */
enum {
    RT_TRAPS_TVM = 1U << 20, /**< Accesses to satp, and sfence.vma, are illegal instructions. */
    RT_TRAPS_TW = 1U << 21,  /**< wfi is illegal after a time limit of the core's. */
    RT_TRAPS_TSR = 1U << 22, /**< sret is illegal. */
};

/** What lower modes may do. What is 0 is not allowed. */
struct rt_mode_rights {
    unsigned modes;           /**< The modes that there are, RT_MODES_...; ignored as a wish. */
    unsigned traps;           /**< Instructions of the supervisor that trap, RT_TRAPS_... */
    unsigned long exceptions; /**< 1 << CAUSE_...: go to the supervisor (medeleg). */
    unsigned long interrupts; /**< 1 << number: go to the supervisor (mideleg). */
    uint32_t counters;        /**< RT_COUNTERS_... of lower modes (mcounteren). */
    uint32_t user_counters;   /**< Those of user mode, of the above (scounteren). Without supervisor
                                 mode user mode has all of counters. */
    uint64_t environment;     /**< RT_ENVIRONMENT_... of lower modes (menvcfg). On a hart with a
                                 supervisor mode, senvcfg limits user mode further. */
    uint64_t state[4];        /**< State that lower modes may use (mstateen0 to 3, Smstateen). */
    unsigned seed;            /**< RT_SEED_... (mseccfg). */
};

/** A user program of this firmware: it may use nothing but its memory. All its traps come here. */
#define RT_MODE_SETUP_USER {.modes = 0}

/**
 * A supervisor, such as an operating system: all of its own traps and interrupts, every counter,
 * and the time for its programs. Bits that a core lacks stay 0. Remove what this firmware emulates:
 *
 *     wanted.exceptions &= ~(1UL << CAUSE_ILLEGAL_INSTRUCTION);
 */
#define RT_MODE_SETUP_SUPERVISOR                                                       \
    {.exceptions = RT_MODE_SETUP_EXCEPTIONS,                                           \
     .interrupts = RT_MODE_SETUP_INTERRUPTS,                                           \
     .counters = UINT32_MAX,                                                           \
     .user_counters = RT_COUNTERS_TIME,                                                \
     .environment = RT_ENVIRONMENT_CBIE | RT_ENVIRONMENT_CBCFE | RT_ENVIRONMENT_CBZE | \
                    RT_ENVIRONMENT_PBMTE | RT_ENVIRONMENT_STCE,                        \
     .state = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX},                        \
     .seed = RT_SEED_SUPERVISOR}

/**
 * Exceptions 0 to 8, 10, 12, 13, 15, 18 and 20 to 23 (3.1.15): all but the supervisor's own calls,
 * hardware errors, and those that are reserved.
 */
#define RT_MODE_SETUP_EXCEPTIONS 0xf4b5ffUL

/** Software, timer and external interrupts of the supervisor, and counter overflow (Sscofpmf). */
#define RT_MODE_SETUP_INTERRUPTS (1UL << 1 | 1UL << 5 | 1UL << 9 | 1UL << 13)

/**
 * Sets what lower modes may do on this hart, and clears what a reset or an earlier stage left.
 * Returns what the registers hold afterwards, which may be less than @p wanted, or more: a core
 * with a hypervisor sets some bits of interrupts itself. Members of registers that the hart lacks
 * are 0. Without Smstateen, state is as wanted, because nothing denies it.
 *
 * Never traps: each register is probed first. STCE is set only if the hart has stimecmp. Of mseccfg
 * only the two bits of seed change; a core may keep them without having seed.
 *
 * Each hart calls it for itself, before a lower mode runs there. Not callable from a handler.
 */
struct rt_mode_rights rt_mode_setup(const struct rt_mode_rights *wanted);

#ifdef __cplusplus
}
#endif

#endif
