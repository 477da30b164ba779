/* SPDX-License-Identifier: MIT */
/*
 * The machine, as the payload sees it.
 */
#include "machine.h"

#include "tree.h"

struct machine machine;

static unsigned long disabled;

static uint64_t two_cells(const unsigned char *bytes)
{
    return (uint64_t)tree_word(bytes) << 32 | tree_word(bytes + 4);
}

static void visit_cpu(unsigned long id, const char *name, const unsigned char *bytes)
{
    if (text_equals(name, "reg")) {
        machine.harts |= 1UL << id;
    }
    if (text_equals(name, "status") && !text_equals((const char *)bytes, "okay")) {
        disabled |= 1UL << id;
    }
}

/* QEMU numbers harts in decimal here, up to the machine's 9 and more. */
static unsigned long number_of(const char *text, unsigned base)
{
    unsigned long number = 0;

    for (;; text++) {
        const unsigned digit = *text >= '0' && *text <= '9'   ? (unsigned)(*text - '0')
                               : *text >= 'a' && *text <= 'f' ? (unsigned)(*text - 'a' + 10)
                                                              : 99;
        if (digit >= base) {
            return number;
        }
        number = number * base + digit;
    }
}

static void visit(const char *path, const char *name, const unsigned char *bytes, uint32_t size)
{
    const bool is_reg = text_equals(name, "reg") && size >= 16;

    if (text_equals(path, "/chosen") && text_equals(name, "bootargs")) {
        machine.arguments = (const char *)bytes;
    } else if (text_equals(path, "/cpus") && text_equals(name, "timebase-frequency")) {
        machine.ticks_per_ms = tree_word(bytes) / 1000;
    } else if (text_begins(path, "/cpus/cpu@") && !text_begins(path + 11, "/") &&
               !text_begins(path + 12, "/")) {
        visit_cpu(number_of(path + 10, 16), name, bytes);
    } else if (text_begins(path, "/memory@") && is_reg) {
        machine.ram_base = two_cells(bytes);
        machine.ram_end = machine.ram_base + two_cells(bytes + 8);
    } else if (text_begins(path, "/reserved-memory/firmware@") && is_reg) {
        machine.firmware_base = two_cells(bytes);
        machine.firmware_end = machine.firmware_base + two_cells(bytes + 8);
    }
}

void machine_read(unsigned long boot_hart, const unsigned char *tree)
{
    machine.tree = tree;
    machine.boot_hart = boot_hart;
    machine.arguments = "";
    (void)tree_walk(tree, visit);
    machine.harts &= ~disabled;
    machine.hart_count = (unsigned)__builtin_popcountl(machine.harts);
}

bool machine_is_ram(unsigned long address)
{
    return address >= machine.ram_base && address < machine.ram_end;
}

/* Where a word of the command line begins with the text. */
static const char *find(const char *start)
{
    for (const char *at = machine.arguments; *at != '\0'; at++) {
        if ((at == machine.arguments || at[-1] == ' ') && text_begins(at, start)) {
            return at;
        }
    }
    return 0;
}

bool machine_has_argument(const char *word)
{
    return find(word) != 0;
}

unsigned long machine_number(const char *name, unsigned long otherwise)
{
    const char *at = find(name);

    if (at == 0) {
        return otherwise;
    }
    while (*at != '=') {
        at++;
    }
    return text_begins(at, "=0x") ? number_of(at + 3, 16) : number_of(at + 1, 10);
}

unsigned long machine_other(void)
{
    FOR_OTHERS(id)
    {
        return id;
    }
    return ~0UL;
}
