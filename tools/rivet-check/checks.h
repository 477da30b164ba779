/* SPDX-License-Identifier: MIT */
/*
 * The checks of `rivet-check`, which run on each linked firmware. Each check prints errors
 * and their remedies on stderr. It returns true if there are none.
 */
#ifndef RIVET_CHECK_CHECKS_H
#define RIVET_CHECK_CHECKS_H

#include "dwarf.h"
#include "elf/elf_file.h"

/** Checks that handlers which don't save floating-point registers never use them. */
bool check_floats(const struct elf_file *elf);

/** Checks that functions declared noreturn don't return. */
bool check_noreturn(const struct elf_file *elf, const struct dwarf *dwarf);

/** Checks that no noreturn declaration hides the target of a call from check_noreturn(). */
bool check_unseen(const struct elf_file *elf, const struct dwarf *dwarf);

/** Checks that variables are in sections that a boot copies, clears or intentionally keeps. */
bool check_sections(const struct elf_file *elf);

/** Checks that firmware whose printf lacks floating point has no format for it. */
bool check_formats(const struct elf_file *elf);

#endif
