/* SPDX-License-Identifier: MIT */
/* What firmware starts: the files that QEMU loads for it, by --kernel, --initrd and --append. */
#ifndef RIVET_RUN_NEXT_STAGE_H
#define RIVET_RUN_NEXT_STAGE_H

#include "spec.h"

/** Each is NULL if it is not given. */
struct next_stage {
    const char *kernel;
    const char *initrd;
    const char *append;
};

/** Ends the program with an error if this firmware can't have it, or if a file can't be read. */
void next_stage_check(const struct next_stage *next, const struct run_spec *spec,
                      const struct elf_file *elf);

/** Adds QEMU's options. */
void next_stage_add(const struct next_stage *next, struct arguments *command);

/** Adds rivet-run's options, for a command that repeats the run from any folder. */
void next_stage_repeat(const struct next_stage *next, struct arguments *command);

#endif
