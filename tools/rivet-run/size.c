/* SPDX-License-Identifier: MIT */
/* `rivet-run --size`: the flash and memory that a firmware uses, from the linker's symbols. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "options.h"

struct part {
    const char *name;
    const char *start;
    const char *end;
    bool loaded; /* is in the image */
    bool memory; /* is in RAM, wherever the image is */
};

static const struct part parts[] = {
    {"code", "rt_text_start", "rt_text_end", true, false},
    {"constants", "rt_rodata_start", "rt_rodata_end", true, false},
    {"code in RAM", "rt_ram_text_start", "rt_ram_text_end", true, true},
    {"data", "rt_data_start", "rt_data_end", true, true},
    {"zeroed data", "rt_bss_start", "rt_bss_end", false, true},
    {"kept data", "rt_noinit_start", "rt_noinit_end", false, true},
    {"heap", "rt_heap_start", "rt_heap_end", false, true},
    {"main stack", "rt_stack_start", "rt_stack_end", false, true},
    {"harts", "rt_harts_start", "rt_harts_end", false, true},
};

static uint64_t size_of_part(const struct elf_file *elf, const struct part *part)
{
    uint64_t start;
    uint64_t end;
    if (!elf_find_symbol(elf, part->start, &start) || !elf_find_symbol(elf, part->end, &end)) {
        die("'%s' has no symbols %s and %s; link it with rivet_add_firmware()", elf->path,
            part->start, part->end);
    }
    return end - start;
}

int show_size(const struct elf_file *elf)
{
    uint64_t image = 0;
    uint64_t memory = 0;
    printf("%-12s %10s %10s\n", "", "image", "memory");
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        uint64_t size = size_of_part(elf, &parts[i]);
        if (size == 0 && strcmp(parts[i].name, "code in RAM") == 0) {
            continue; /* most firmware has none */
        }
        char text[2][24] = {"-", "-"};
        if (parts[i].loaded) {
            snprintf(text[0], sizeof(text[0]), "%" PRIu64, size);
            image += size;
        }
        if (parts[i].memory) {
            snprintf(text[1], sizeof(text[1]), "%" PRIu64, size);
            memory += size;
        }
        printf("%-12s %10s %10s\n", parts[i].name, text[0], text[1]);
    }
    printf("%-12s %10" PRIu64 " %10" PRIu64 "\n", "total", image, memory);
    return 0;
}
