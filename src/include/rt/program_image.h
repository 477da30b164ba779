/* SPDX-License-Identifier: MIT */
/** @file
 * Programs of rivet_add_program: their code, their data, and how they begin.
 *
 *     RT_PROGRAM_IMAGE(talker);
 *     static struct rt_program talker;
 *     static struct rt_regions regions;
 *
 *     if (rt_program_load(&talker, RT_MODE_USER, &regions, &rt_image_talker) < 0) {
 *         ...
 *     }
 *     rt_program_run(&talker);
 */
#ifndef RT_PROGRAM_IMAGE_H
#define RT_PROGRAM_IMAGE_H

#include <rt/program.h>

#include <hal/status.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where a program is. It has two regions: its code and constants, and its memory. The memory
 * begins with the stack, so that an overflow leaves the region. */
struct rt_program_image {
    const char *name;   /**< That of rivet_add_program. */
    void (*main)(void); /**< Its program_main. */
    char *code;         /**< Its code and constants, */
    char *code_end;     /**< and their end. */
    char *low;          /**< The lowest byte of its stack and of its memory. */
    char *data;         /**< The end of its stack. Here its initialised variables begin, */
    char *data_end;     /**< here those that begin as 0, */
    char *tls;          /**< and here its thread-local storage, such as errno. */
    char *end;          /**< The end of its memory. */
    /** @cond internal */
    char *saved;                      /* For a copy of the initialised variables, */
    bool *is_new;                     /* until which this is true. */
    const struct rt_program **loaded; /* For debuggers: where it was loaded last. */
    /** @endcond */
};

/** Declares rt_image_NAME, the image of a program that PROGRAMS of rivet_add_firmware lists. */
#define RT_PROGRAM_IMAGE(name) extern const struct rt_program_image rt_image_##name

/**
 * Loads a program: fills its memory with what it begins with, and makes @p program begin in its
 * program_main, with its two regions in @p regions. To give it more, such as a device, call
 * rt_regions_init afterwards with a list that begins with those of rt_program_image_regions. May be
 * called again, also while another program runs: the program begins anew. Not for two harts at the
 * same time.
 *
 * @return HAL_OK, or what rt_program_init and rt_regions_init return.
 */
HAL_NODISCARD int rt_program_load(struct rt_program *program, enum rt_mode mode,
                                  struct rt_regions *regions, const struct rt_program_image *image);

/** Sets @p list to the program's code, which it may read and execute, and its memory. */
void rt_program_image_regions(const struct rt_program_image *image, struct rt_region list[2]);

/**
 * Writes why @p program was stopped by its last trap, to the console: the program's name, the
 * reason or the trap's cause if @p reason is NULL, and where it was. rivet-run adds functions and
 * source lines, as it does to a panic's report. The firmware goes on. Call in rt_program_trap, or
 * with interrupts on or off where nothing else writes to the console.
 */
void rt_program_report(const struct rt_program *program, const struct rt_program_image *image,
                       const char *reason);

#ifdef __cplusplus
}
#endif

#endif
