/* SPDX-License-Identifier: MIT */
/** @file
 * What a program in a lower mode may access (rt/program.h).
 *
 *     static const struct rt_region list[] = {
 *         {(uintptr_t)code, CODE_SIZE, RT_REGION_READ | RT_REGION_EXECUTE},
 *         {(uintptr_t)data, DATA_SIZE, RT_REGION_READ | RT_REGION_WRITE},
 *     };
 *     static struct rt_regions regions;
 *
 *     if (rt_regions_init(&regions, list, 2) < 0) {
 *         ...
 *     }
 *     program.regions = &regions;
 *
 * Everything else is denied. The regions become entries of the PMP (privileged specification,
 * section 3.7), which are written when a program with other regions continues.
 */
#ifndef RT_REGIONS_H
#define RT_REGIONS_H

#include <hal/status.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Rights of a region. Writing needs reading (privileged specification, section 3.7.1). */
enum {
    RT_REGION_READ = 1,    /**< Loads. */
    RT_REGION_WRITE = 2,   /**< Stores. */
    RT_REGION_EXECUTE = 4, /**< Instruction fetches. */
};

/** Bytes from @ref base on. */
struct rt_region {
    uintptr_t base;  /**< A multiple of the core's granularity, rt_regions_grain. */
    size_t size;     /**< In bytes; a multiple of it too. */
    unsigned rights; /**< RT_REGION_... combined. */
};

/** Sizes of struct rt_regions. */
enum {
    RT_REGIONS_ENTRIES = 11,                       /**< The most entries of the PMP. */
    RT_REGIONS_WORDS = 16 / sizeof(unsigned long), /**< The pmpcfg registers of 16 entries. */
};

/** Regions as the core's registers have them. Filled in by rt_regions_init; else internal. */
struct rt_regions {
    unsigned long words[RT_REGIONS_WORDS];       /**< The pmpcfg registers. */
    unsigned long addresses[RT_REGIONS_ENTRIES]; /**< pmpaddr registers. */
    unsigned char count;                         /**< Of them. */
};

/**
 * Makes @p regions of @p count regions of @p list; where two overlap, the first decides. A region
 * whose size is a power of two from 8 on and whose base is a multiple of it takes one entry of the
 * PMP; any other takes two, or one if it begins where the previous one ends. Nothing is written to
 * the core. Callable on any hart with interrupts on or off.
 *
 * @return HAL_OK; HAL_ERR_INVALID if a region is empty, wraps round, has rights that don't exist,
 * is finer than the core's granularity, or has a part of page zero or of the firmware's code,
 * constants or stacks, or, with Smepmp, of the board's first window of devices; HAL_ERR_BUSY if the
 * core has fewer entries left; HAL_ERR_UNSUPPORTED if it has no PMP.
 */
HAL_NODISCARD int rt_regions_init(struct rt_regions *regions, const struct rt_region *list,
                                  size_t count);

/**
 * Makes @p regions for a program that has the machine, such as an operating system: everything but
 * this firmware's memory and the @p count regions of @p list, whose rights are not looked at. What
 * the list says must fit entries as above. The rest takes three more, or five if the firmware's
 * code and its data are not one behind the other.
 *
 * Firmware that calls it does without Smepmp's mseccfg.MML, under which machine mode could not
 * access what such a program has: as on a core without Smepmp, code and constants of the firmware
 * are then not write-protected against machine mode itself. Callable like rt_regions_init.
 *
 * @return as rt_regions_init.
 */
HAL_NODISCARD int rt_regions_init_rest(struct rt_regions *regions, const struct rt_region *list,
                                       size_t count);

/**
 * This firmware's memory: code, constants, programs, data and stacks. Writes one range to @p list,
 * or two if code and data are in different memories, as a board with flash has them; else the
 * second is empty. Their rights are 0. Callable from anywhere.
 *
 * @return how many they are.
 */
unsigned rt_regions_of_firmware(struct rt_region list[2]);

/** The core's granularity in bytes, 4 or more; 0 if it has no PMP. */
size_t rt_regions_grain(void);

/** The number of PMP entries for regions that this hart has. */
unsigned rt_regions_available(void);

#ifdef __cplusplus
}
#endif

#endif
