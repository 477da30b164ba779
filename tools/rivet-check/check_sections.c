/* SPDX-License-Identifier: MIT */
/*
 * Checks that variables are in sections that ld/sections.ld places. The linker silently places any
 * other section between those. No boot copies the initial values of such variables from flash or
 * clears them. Sections that your own memory file places elsewhere are not checked. Constants and
 * code need no check: they work wherever they are placed, or sections.ld reports an overlap.
 */
#include <stdio.h>
#include <string.h>

#include "checks.h"

static bool is_known(const char *name)
{
    /* .tbss has sizes only, and an address where something else is. */
    static const char *const names[] = {".stack", ".harts", ".noinit", ".data",
                                        ".bss",   ".heap",  ".tbss"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void complain(const struct elf_file *elf, const char *section)
{
    const char *name = section + (section[0] == '.');
    fprintf(stderr,
            "%s: ld/sections.ld does not place the section %s, so nothing would copy or clear "
            "its variables. Call it .data.%s if they have initial values, .bss.%s if they begin at "
            "zero, .noinit.%s if a boot must not change them.\n",
            elf->path, section, name, name, name);
}

bool check_sections(const struct elf_file *elf)
{
    struct elf_allocated section;
    uint64_t start;
    uint64_t end;
    bool sound = true;
    if (!elf_find_symbol(elf, "rt_stack_guard", &start) ||
        !elf_find_symbol(elf, "rt_heap_end", &end)) {
        return true;
    }
    for (unsigned i = 0; elf_allocated_section(elf, i, &section); i++) {
        if (section.writable && section.size > 0 && section.address >= start &&
            section.address < end && !is_known(section.name)) {
            complain(elf, section.name);
            sound = false;
        }
    }
    return sound;
}
