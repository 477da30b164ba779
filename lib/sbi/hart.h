/* SPDX-License-Identifier: MIT */
/*
 * The harts as the supervisor sees them; shared by the files of this folder.
 *
 * A hart is known by its mhartid. What other harts want of it are bits of "pending", which its
 * software interrupt announces: it takes them all at once (harts.c).
 */
#ifndef SBI_HART_H
#define SBI_HART_H

#include <rt/csr.h>
#include <rt/program.h>
#include <sbi/boot.h>

#include <clint.h>

#include "pmu_firmware.h"

/** Bits of pending; bits 0 to 15 are a fence for the hart with this mhartid. */
enum {
    SBI_PENDING_FENCES = 0xffff,
    SBI_PENDING_IPI = 1 << 16,   /**< The supervisor's software interrupt. */
    SBI_PENDING_TIMER = 1 << 17, /**< The supervisor's timer interrupt. */
    SBI_PENDING_START = 1 << 18, /**< Nothing but to look at its state. */
};

/** Bits of mip and mie, as of the supervisor (privileged specification, 3.1.9). */
enum {
    SBI_SSIP = 1 << 1,
    SBI_STIP = 1 << 5,
    SBI_SEIP = 1 << 9,
};

/** The bits of mstatus that say how wide lower modes are: SXL and UXL (3.1.6.3). */
#if __riscv_xlen == 64
#define SBI_STATUS_WIDTHS (15UL << 32)
#else
#define SBI_STATUS_WIDTHS 0UL
#endif

/** Numbers of extensions that more than one file needs. */
enum {
    SBI_TIME = 0x54494d45,
    SBI_IPI = 0x735049,
    SBI_RFENCE = 0x52464e43,
};

/** States of a hart (SBI, chapter 9). */
enum sbi_hart_state {
    SBI_HART_STARTED = 0,
    SBI_HART_STOPPED = 1,
    SBI_HART_START_PENDING = 2,
    SBI_HART_STOP_PENDING = 3,
    SBI_HART_SUSPENDED = 4,
    SBI_HART_SUSPEND_PENDING = 5,
    SBI_HART_RESUME_PENDING = 6,
};

/** A fence that a hart wants others to execute. */
struct sbi_fence {
    unsigned long kind;  /**< The function of RFENCE. */
    unsigned long start; /**< A virtual address, or a guest's physical one. */
    unsigned long size;  /**< In bytes; see sbi_fence_execute. */
    unsigned long id;    /**< ASID or VMID. */
    unsigned long guest; /**< hgatp, whose VMID a fence of a guest's addresses has. */
};

struct sbi_hart {
    unsigned pending;         /**< Atomic. */
    unsigned state;           /**< Atomic; enum sbi_hart_state. */
    unsigned is_ready;        /**< Atomic: it may start; address and argument are set. */
    unsigned long address;    /**< Where it starts or resumes, */
    unsigned long argument;   /**< and its a1 then. */
    unsigned outstanding;     /**< Atomic: harts that have yet to execute the fence. */
    struct sbi_fence fence;   /**< That it wants of others. */
    unsigned locked_features; /**< Bits of FWFT. */
    uint32_t counters;        /**< Of PMU, that the supervisor has configured. */
    struct sbi_firmware_counter firmware_counters[SBI_FIRMWARE_COUNTERS];
    struct rt_program program;
};

/** By mhartid. */
extern struct sbi_hart sbi_harts[SBI_HART_IDS];

/** Bits of the mhartid of all harts that the supervisor has. */
extern uint32_t sbi_harts_present;

extern const struct sbi_machine *sbi_machine;
extern struct clint sbi_clint;

/** What the supervisor may access, on each hart. */
extern struct rt_regions sbi_regions;

/** Whether the harts have stimecmp (Sstc). */
extern bool sbi_has_stimecmp;

/** Bits of short_calls.h. */
extern unsigned sbi_short_calls;

/**
 * What entry.S knows of PMU. Any hart fills it in, with the same; bits that are still 0 only make a
 * call take longer.
 */
struct sbi_pmu_known {
    uint32_t counters;        /**< Atomic: bits of the core's counters. */
    uint32_t none;            /**< 0: RV64 loads both. */
    uint32_t uncounted[2][2]; /**< Of types 0 and 1, bits of events that no counter counts. */
} __attribute__((aligned(8)));
extern struct sbi_pmu_known sbi_pmu_known;

static inline struct sbi_hart *sbi_hart_self(void)
{
    return &sbi_harts[csr_read(mhartid)];
}

/**
 * The harts that a mask and its base name (SBI, chapter 3), in @p harts. Returns false if one of
 * them does not exist.
 */
static inline bool sbi_harts_of(unsigned long mask, unsigned long base, uint32_t *harts)
{
    const uint32_t present = sbi_harts_present;

    if (base >= SBI_HART_IDS) {
        *harts = base == ~0UL ? present : 0;
        return base == ~0UL || mask == 0;
    }
    *harts = (uint32_t)(mask << base);
    return (mask & ~(unsigned long)(present >> base)) == 0;
}

/** The number of the lowest of some bits. Cores without Zbb need a table for the compiler's own. */
static inline unsigned sbi_lowest(uint32_t bits)
{
    unsigned number = 0;

    while ((bits >> number & 1) == 0) {
        number++;
    }
    return number;
}

/** Makes bits pending on another hart. */
void sbi_hart_send(struct sbi_hart *hart, unsigned bits);

/** Makes a hart that waits start, or soon waits. */
void sbi_hart_let_start(struct sbi_hart *hart, unsigned long address, unsigned long argument);

/**
 * Does what is pending on this hart. Call with interrupts off. Returns false if another hart has
 * panicked: this one stops once interrupts are on.
 */
bool sbi_hart_serve(void);

/** Sets what the supervisor may do on this hart to what it is at first. */
void sbi_set_features(void);

/** Waits until this hart may start, runs the supervisor, and waits again. Never returns. */
__attribute__((noreturn)) void sbi_hart_run(void);

/** The extension with this number, or NULL. */
const struct sbi_extension *sbi_find_extension(unsigned long number);

/** Sets the supervisor's timer of a core with Sstc. */
static inline void sbi_set_stimecmp(uint64_t deadline)
{
#if __riscv_xlen == 64
    csr_write(0x14d, deadline);
#else
    csr_write(0x15d, UINT32_MAX);
    csr_write(0x14d, (uint32_t)deadline);
    csr_write(0x15d, (uint32_t)(deadline >> 32));
#endif
}

/** Whether this hart has the hypervisor extension. */
bool sbi_has_hypervisor(void);

/** Executes a fence on this hart. Of a guest's virtual addresses, with the guest of the hart that
 * asks. */
void sbi_fence_execute(const struct sbi_fence *fence);

/** Executes fence.i, and sfence.vma of every address, on this hart. */
void sbi_fence_everything(void);

/** Call before sbi_is_memory and sbi_is_start. */
void sbi_memory_start(void);

/** Whether a hart may start at this physical address. */
bool sbi_is_start(unsigned long address);

/** Sleeps until an interrupt of the supervisor is pending. Handlers of the firmware run. */
void sbi_hart_sleep(void);

#endif
