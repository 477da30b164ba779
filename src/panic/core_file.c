/* SPDX-License-Identifier: MIT */
/*
 * An ELF core file for GDB. It has one segment with RAM, and a note with the registers of each hart
 * that has stopped, in the format of Linux on RISC-V. Code and constants are in the firmware's ELF
 * file.
 */
#include "panic.h"

#include <rt/core_file.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/semihosting.h>

#include <string.h>

/* The structures and field names of the ELF specification. */
struct elf_header {
    unsigned char e_ident[16];
    uint16_t e_type;
    uint16_t e_machine;
    uint32_t e_version;
    unsigned long e_entry;
    unsigned long e_phoff;
    unsigned long e_shoff;
    uint32_t e_flags;
    uint16_t e_ehsize;
    uint16_t e_phentsize;
    uint16_t e_phnum;
    uint16_t e_shentsize;
    uint16_t e_shnum;
    uint16_t e_shstrndx;
};

struct program_header {
    uint32_t p_type;
#if __riscv_xlen == 64
    uint32_t p_flags;
#endif
    unsigned long p_offset;
    unsigned long p_vaddr;
    unsigned long p_paddr;
    unsigned long p_filesz;
    unsigned long p_memsz;
#if __riscv_xlen == 32
    uint32_t p_flags;
#endif
    unsigned long p_align;
};

enum {
    ET_CORE = 4,
    EM_RISCV = 243,
    EF_RISCV_RVC = 1,
    EF_RISCV_RVE = 8,
    PT_LOAD = 1,
    PT_NOTE = 4,
    PF_RW = 6,
    NT_PRSTATUS = 1,
    SIGNAL = 6, /* SIGABRT */
    MODE_WRITE_BINARY = 5,
};

/* Offsets in struct elf_prstatus of Linux that debuggers use. */
enum {
    PRSTATUS_SIGNAL = 12,
    PRSTATUS_PID = __riscv_xlen == 64 ? 32 : 24,
    PRSTATUS_REGISTERS = __riscv_xlen == 64 ? 112 : 72,
    PRSTATUS_SIZE = __riscv_xlen == 64 ? 376 : 204,
};

static struct head {
    struct elf_header elf;
    struct program_header segments[2];
} head;

static struct note {
    uint32_t name_size;
    uint32_t size;
    uint32_t type;
    char name[8];
    unsigned char status[PRSTATUS_SIZE];
} note;

static void fill_segments(size_t notes_size, size_t ram_size)
{
    head.segments[0] = (struct program_header){
        .p_type = PT_NOTE, .p_offset = sizeof(head), .p_filesz = notes_size, .p_align = 4};
    head.segments[1] = (struct program_header){.p_type = PT_LOAD,
                                               .p_flags = PF_RW,
                                               .p_offset = sizeof(head) + notes_size,
                                               .p_vaddr = (uintptr_t)rt_stack_start,
                                               .p_filesz = ram_size,
                                               .p_memsz = ram_size,
                                               .p_align = 1};
}

static void fill_header(void)
{
    head.elf = (struct elf_header){
        .e_ident = {0x7f, 'E', 'L', 'F', __riscv_xlen == 64 ? 2 : 1, 1, 1},
        .e_type = ET_CORE,
        .e_machine = EM_RISCV,
        .e_version = 1,
        .e_phoff = offsetof(struct head, segments),
        .e_flags = EF_RISCV_RVC | (RT_REGISTERS == 16 ? EF_RISCV_RVE : 0),
        .e_ehsize = sizeof(head.elf),
        .e_phentsize = sizeof(head.segments[0]),
        .e_phnum = 2,
    };
}

/* The frame begins with pc and x1 to x31, the register layout of the note. Registers that the core
 * lacks are 0 there. */
static void fill_note(const struct rt_trap_frame *frame, unsigned long hart)
{
    const uint32_t thread = (uint32_t)hart + 1;
    const uint16_t signal = SIGNAL;

    note = (struct note){.name_size = sizeof("CORE"),
                         .size = sizeof(note.status),
                         .type = NT_PRSTATUS,
                         .name = "CORE"};
    memcpy(note.status + PRSTATUS_SIGNAL, &signal, sizeof(signal));
    memcpy(note.status + PRSTATUS_PID, &thread, sizeof(thread));
    memcpy(note.status + PRSTATUS_REGISTERS, frame, RT_REGISTERS * sizeof(unsigned long));
}

static bool write_bytes(long file, const void *bytes, size_t size)
{
    const struct {
        long file;
        const void *bytes;
        size_t size;
    } block = {file, bytes, size};

    return rt_semihosting_call(SEMIHOSTING_SYS_WRITE, &block) == 0;
}

static bool write_note(long file, const struct rt_trap_frame *frame, unsigned long hart)
{
    fill_note(frame, hart);
    return write_bytes(file, &note, sizeof(note));
}

static bool is_another(const struct panic_snapshot *snapshot, const struct panic_hart *hart)
{
    return hart->frame != NULL && hart->frame != snapshot->frame;
}

static unsigned count_notes(const struct panic_snapshot *snapshot)
{
    unsigned count = 1;

    for (unsigned long i = 0; i < snapshot->hart_count; i++) {
        count += is_another(snapshot, &snapshot->harts[i]);
    }
    return count;
}

/* Debuggers select the thread of the first note. */
static bool write_notes(long file, const struct panic_snapshot *snapshot)
{
    bool written = write_note(file, snapshot->frame, snapshot->hart);

    for (unsigned long i = 0; i < snapshot->hart_count && written; i++) {
        const struct panic_hart *const hart = &snapshot->harts[i];

        if (is_another(snapshot, hart)) {
            written = write_note(file, hart->frame, hart->id);
        }
    }
    return written;
}

static bool write_file(long file)
{
    const size_t ram_size = (size_t)(rt_heap_end - rt_stack_start);
    const struct panic_snapshot *const snapshot = &rti_panic_snapshot;
    const unsigned notes = count_notes(snapshot);

    fill_header();
    fill_segments(notes * sizeof(note), ram_size);
    return write_bytes(file, &head, sizeof(head)) && write_notes(file, snapshot) &&
           write_bytes(file, rt_stack_start, ram_size);
}

int rt_core_file_write(const char *path)
{
    const struct {
        const char *path;
        unsigned long mode;
        size_t size;
    } open = {path, MODE_WRITE_BINARY, strlen(path)};

    const long file = rt_semihosting_call(SEMIHOSTING_SYS_OPEN, &open);
    if (file == -1) {
        return HAL_ERR_ABSENT;
    }
    const bool written = write_file(file);
    rt_semihosting_call(SEMIHOSTING_SYS_CLOSE, &file);
    return written ? 0 : HAL_ERR_IO;
}
