/* SPDX-License-Identifier: MIT */
/*
 * The checks of rivet-check. Each prints on stderr what is wrong with the firmware and what to do,
 * and returns true if nothing is wrong.
 */
#ifndef RIVET_CHECK_CHECKS_H
#define RIVET_CHECK_CHECKS_H

#include "dwarf.h"
#include "elf/elf_file.h"

/** Handlers that don't save floating-point registers keep their hands off them. */
bool check_floats(const struct elf_file *elf);

/** Functions that are declared noreturn don't return. */
bool check_noreturn(const struct elf_file *elf, const struct dwarf *dwarf);

/** Nothing is declared noreturn in a way that keeps check_noreturn() from seeing what is called. */
bool check_unseen(const struct elf_file *elf, const struct dwarf *dwarf);

/** Variables are in sections that a boot copies, clears or is known to leave alone. */
bool check_sections(const struct elf_file *elf);

#endif
