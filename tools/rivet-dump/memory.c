/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include "elf/common.h"

#include <stdlib.h>
#include <string.h>

enum {
    GRAIN = 4, /* Bytes that are known or not. */
    MOST_RAM = 1 << 30,
};

uint64_t memory_symbol(const struct memory *memory, const char *name)
{
    uint64_t value = 0;
    return elf_find_symbol(memory->elf, name, &value) ? value : 0;
}

void memory_start(struct memory *memory, const struct elf_file *elf)
{
    *memory =
        (struct memory){.elf = elf, .word = elf->is_64 ? 8 : 4, .registers = elf->is_rve ? 16 : 32};
    memory->low = memory_symbol(memory, "rt_stack_guard");
    memory->high = memory_symbol(memory, "rt_heap_end");
    if (memory->high <= memory->low || memory->high - memory->low > MOST_RAM) {
        die("'%s' is no firmware with REPORT host", elf->path);
    }
    /* Large and mostly untouched: the host provides a page when it is written. */
    memory->ram = calloc(memory->high - memory->low, 1);
    memory->known = calloc((memory->high - memory->low) / GRAIN + 1, 1);
    if (memory->ram == NULL || memory->known == NULL) {
        die("out of memory");
    }
}

void memory_free(struct memory *memory)
{
    free(memory->ram);
    free(memory->known);
    memory->ram = memory->known = NULL;
}

static bool in_ram(const struct memory *memory, uint64_t address, size_t size)
{
    return address >= memory->low && address <= memory->high && size <= memory->high - address;
}

bool memory_put(struct memory *memory, uint64_t address, const void *bytes, size_t size)
{
    if (!in_ram(memory, address, size)) {
        return false;
    }
    memcpy(memory->ram + (address - memory->low), bytes, size);
    memset(memory->known + (address - memory->low) / GRAIN, 1, size / GRAIN);
    return true;
}

bool memory_has(const struct memory *memory, uint64_t address, size_t size)
{
    if (!in_ram(memory, address, size)) {
        return elf_at(memory->elf, address, size) != NULL;
    }
    for (uint64_t at = address / GRAIN * GRAIN; at < address + size; at += GRAIN) {
        if (memory->known[(at - memory->low) / GRAIN] == 0) {
            return false;
        }
    }
    return true;
}

const uint8_t *memory_at(const struct memory *memory, uint64_t address, size_t size)
{
    if (!memory_has(memory, address, size)) {
        return NULL;
    }
    return in_ram(memory, address, size) ? memory->ram + (address - memory->low)
                                         : elf_at(memory->elf, address, size);
}

uint64_t memory_number(const struct memory *memory, uint64_t address, size_t size)
{
    const uint8_t *bytes = memory_at(memory, address, size);
    uint64_t number = 0;
    for (size_t i = size; bytes != NULL && i-- > 0;) {
        number = number << 8 | bytes[i];
    }
    return number;
}

uint64_t memory_word(const struct memory *memory, uint64_t address, unsigned index)
{
    return memory_number(memory, address + index * memory->word, memory->word);
}
