/* SPDX-License-Identifier: MIT */
/** @file
 * What firmware beneath an operating system must know of the machine, from its device tree.
 *
 *     static struct sbi_machine machine;
 *
 *     const int status = sbi_machine_read(&machine, rt_boot_args.device_tree);
 *     if (status < 0) {
 *         rt_panic("%s", machine.error);
 *     }
 */
#ifndef SBI_MACHINE_H
#define SBI_MACHINE_H

#include <hal/uart.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SBI_PMU_RANGES = 8,     /**< The most ranges of events; more are ignored. */
    SBI_PMU_SELECTORS = 16, /**< The most events with a selector of their own. */
    SBI_RAM_RANGES = 4,     /**< The most ranges of RAM that are used; more are ignored. */
    SBI_HART_IDS = 16,      /**< Harts have a mhartid below it. */
};

/** Addresses, from base on. */
struct sbi_range {
    uint64_t base; /**< The first. */
    uint64_t size; /**< In bytes; 0: there are none. */
};

/** A store that makes the machine do something, such as power off. */
struct sbi_store {
    uint32_t *address; /**< NULL: the machine has none. */
    uint32_t value;    /**< What to store. */
};

/** Performance counters, as the binding "riscv,pmu" describes them. */
struct sbi_pmu {
    uint32_t counters; /**< Bits of the counters that ranges name. */
    struct sbi_pmu_range {
        uint32_t first, last; /**< Events of SBI, */
        uint32_t counters;    /**< and bits of the counters that can count them. */
    } ranges[SBI_PMU_RANGES];
    struct {
        uint32_t event;    /**< An event of SBI, */
        uint64_t selector; /**< and its mhpmevent, if that is not the event itself. */
    } selectors[SBI_PMU_SELECTORS];
    unsigned range_count, selector_count;
};

/** A machine. */
struct sbi_machine {
    uint32_t harts;                       /**< Bits of the mhartid of harts with supervisor mode. */
    struct sbi_range ram[SBI_RAM_RANGES]; /**< Memory. */
    unsigned ram_count;                   /**< How many of them. */
    struct sbi_range clint;               /**< Timer and software interrupts of machine mode. */
    struct sbi_range flash;               /**< The first flash. */
    struct sbi_range reset_device;        /**< Which the two stores access. */
    struct sbi_store power_off;           /**< Ends the run. */
    struct sbi_store reboot;              /**< Resets the machine. */
    struct sbi_pmu pmu;                   /**< Counters. */
    uint32_t timebase_hz;                 /**< Of the time CSR. */
    const struct hal_uart *console;       /**< The port of "stdout-path", or the board's console. */
    void *device_tree;                    /**< For the next stage: changed in place. */
    const char *error;                    /**< Why it can't be used, or NULL. */
};

/**
 * Reads the tree in one pass and makes of it what the next stage is to see, in place: the
 * firmware's memory is reserved, and devices and harts that belong to the firmware are hidden. The
 * tree may grow by 17 KiB, so there must be room behind it.
 *
 * Call once, in main. The tree must be in RAM that the firmware may access.
 *
 * @return HAL_OK; else a negative status, with a sentence in @c error: HAL_ERR_CORRUPT for what is
 * no device tree; HAL_ERR_UNSUPPORTED for a machine that this library has no drivers for.
 */
HAL_NODISCARD int sbi_machine_read(struct sbi_machine *machine, const void *device_tree);

#ifdef __cplusplus
}
#endif

#endif
