/* SPDX-License-Identifier: MIT */
/*
 * rivet-check: finds errors that only the linked code shows and that would go unnoticed on the
 * target. rivet_add_firmware runs it on each firmware.
 */
#include <stdio.h>
#include <string.h>

#include "checks.h"
#include "elf/common.h"

const char program_name[] = "rivet-check";

static const char usage[] =
    "usage: rivet-check FIRMWARE.elf\n"
    "\n"
    "Prints what is wrong with the firmware and what to do:\n"
    "\n"
    "  - an interrupt handler uses floating-point registers that its entry doesn't save;\n"
    "  - a function that is declared noreturn returns, or its calls can't be seen;\n"
    "  - a variable is in a section that no boot copies or clears;\n"
    "  - a constant is a format of a floating-point number, which PRINTF integer lacks.\n"
    "\n"
    "Exit status: 0 nothing found, 1 something found, 125 the file could not be read.\n";

int main(int argc, char **argv)
{
    struct elf_file elf;
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        flush_output();
        return RUN_PASS;
    }
    if (argc != 2) {
        die("give it one firmware; rivet-check --help shows the usage");
    }
    elf_open(&elf, argv[1]);
    const struct dwarf dwarf = dwarf_read(&elf);
    const bool floats = check_floats(&elf);
    const bool unseen = check_unseen(&elf, &dwarf);
    const bool sections = check_sections(&elf);
    const bool formats = check_formats(&elf);
    const bool sound = floats && unseen && sections && formats;
    return check_noreturn(&elf, &dwarf) && sound ? RUN_PASS : RUN_FAIL;
}
