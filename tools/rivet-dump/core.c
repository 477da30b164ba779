/* SPDX-License-Identifier: MIT */
/* The format of Linux on RISC-V, as src/panic/core_file.c. */
#include "core.h"

#include "elf/common.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    SIGNAL = 6, /* SIGABRT */
    REGISTERS = 32,
    MOST_SEGMENTS = 4096,
    LINE = 64, /* Bytes; memory begins at a multiple, which a guard has. */
    /* EF_RISCV_RVC and EF_RISCV_RVE, which not every elf.h has. */
    RISCV_RVC = 1,
    RISCV_RVE = 8,
};

/* Offsets in struct elf_prstatus of Linux that debuggers use. */
struct status_layout {
    unsigned pid, registers, size;
};
static const struct status_layout status_32 = {24, 72, 204}, status_64 = {32, 112, 376};
enum {
    PRSTATUS_SIGNAL = 12,
};

static void put_number(unsigned char *to, uint64_t number, unsigned size)
{
    for (unsigned i = 0; i < size; i++) {
        to[i] = (unsigned char)(number >> 8 * i);
    }
}

static void add_number(struct buffer *out, uint64_t number, unsigned size)
{
    unsigned char bytes[8] = {0};
    put_number(bytes, number, size);
    buffer_add(out, bytes, size);
}

static void add_note(struct buffer *out, unsigned word, const struct rt_trap_frame *frame,
                     unsigned long hart)
{
    const struct status_layout *layout = word == 8 ? &status_64 : &status_32;
    const unsigned long *registers = &frame->pc;
    unsigned char status[376] = {0};
    add_number(out, sizeof("CORE"), 4);
    add_number(out, layout->size, 4);
    add_number(out, NT_PRSTATUS, 4);
    buffer_add(out, "CORE\0\0\0", 8);
    put_number(status + PRSTATUS_SIGNAL, SIGNAL, 2);
    put_number(status + layout->pid, hart + 1, 4);
    for (unsigned i = 0; i < REGISTERS; i++) {
        put_number(status + layout->registers + i * word, registers[i], word);
    }
    buffer_add(out, status, layout->size);
}

/* Debuggers select the thread of the first note. */
static void add_notes(struct buffer *out, const struct host_snapshot *host)
{
    const struct panic_snapshot *snapshot = &host->snapshot;
    add_note(out, host->memory->word, snapshot->frame, snapshot->hart);
    for (unsigned long i = 0; i < snapshot->hart_count; i++) {
        const struct panic_hart *hart = &snapshot->harts[i];
        if (hart->frame != NULL && hart->frame != snapshot->frame) {
            add_note(out, host->memory->word, hart->frame, hart->id);
        }
    }
}

struct range {
    uint64_t start, end;
};

/* Whether a word of the line is known. GDB caches lines of a stack, and takes what a core file
 * lacks for zeros, even if the rest of the line is there. */
static bool has_line(const struct memory *memory, uint64_t at)
{
    for (uint64_t word = at; word < at + LINE && word < memory->high; word += 4) {
        if (memory_has(memory, word, 4)) {
            return true;
        }
    }
    return false;
}

/* The next range of whole lines that are known, from @p at on. What is not known in them is 0. */
static bool next_range(const struct memory *memory, uint64_t at, struct range *range)
{
    const uint64_t end = memory->high;
    while (at < end && !has_line(memory, at)) {
        at += LINE;
    }
    range->start = at;
    while (at < end && has_line(memory, at)) {
        at += LINE;
    }
    range->end = at < end ? at : end;
    return range->start < range->end;
}

static void add_segment(struct buffer *out, unsigned word, unsigned type, uint64_t offset,
                        struct range range)
{
    const uint64_t size = range.end - range.start;
    const uint64_t address = type == PT_LOAD ? range.start : 0;
    add_number(out, type, 4);
    if (word == 8) {
        add_number(out, PF_R | PF_W, 4);
    }
    add_number(out, offset, word);
    add_number(out, address, word);
    add_number(out, 0, word);
    add_number(out, size, word);
    add_number(out, type == PT_LOAD ? size : 0, word);
    if (word == 4) {
        add_number(out, PF_R | PF_W, 4);
    }
    add_number(out, 1, word);
}

static void add_header(struct buffer *out, const struct memory *memory, unsigned segments)
{
    const unsigned word = memory->word;
    const unsigned char identity[EI_NIDENT] = {
        ELFMAG0,     ELFMAG1,   ELFMAG2, ELFMAG3, word == 8 ? ELFCLASS64 : ELFCLASS32,
        ELFDATA2LSB, EV_CURRENT};
    const unsigned header = word == 8 ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr);
    const unsigned segment = word == 8 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
    buffer_add(out, identity, sizeof(identity));
    add_number(out, ET_CORE, 2);
    add_number(out, EM_RISCV, 2);
    add_number(out, EV_CURRENT, 4);
    add_number(out, 0, word);
    add_number(out, header, word);
    add_number(out, 0, word);
    add_number(out, RISCV_RVC | (memory->elf->is_rve ? RISCV_RVE : 0), 4);
    add_number(out, header, 2);
    add_number(out, segment, 2);
    add_number(out, segments, 2);
    add_number(out, 0, 2);
    add_number(out, 0, 2);
    add_number(out, 0, 2);
}

static void save(const char *path, const struct buffer *out)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0 || !write_all(file, out->data, out->length) || close(file) != 0) {
        die("cannot write the core file '%s': %s", path, strerror(errno));
    }
}

void core_write(const char *path, const struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    const unsigned word = memory->word;
    struct buffer notes = {0}, out = {0};
    struct range range = {0, memory->low};
    unsigned count = 1;
    while (next_range(memory, range.end, &range) && count < MOST_SEGMENTS) {
        count++;
    }
    add_notes(&notes, host);
    add_header(&out, memory, count);
    uint64_t offset =
        out.length + (uint64_t)count * (word == 8 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr));
    add_segment(&out, word, PT_NOTE, offset, (struct range){0, notes.length});
    offset += notes.length;
    range.end = memory->low;
    for (unsigned i = 1; i < count && next_range(memory, range.end, &range); i++) {
        add_segment(&out, word, PT_LOAD, offset, range);
        offset += range.end - range.start;
    }
    buffer_add(&out, notes.data, notes.length);
    range.end = memory->low;
    for (unsigned i = 1; i < count && next_range(memory, range.end, &range); i++) {
        buffer_add(&out, memory->ram + (range.start - memory->low), range.end - range.start);
    }
    save(path, &out);
    buffer_free(&notes);
    buffer_free(&out);
}
