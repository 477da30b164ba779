/* SPDX-License-Identifier: MIT */
/* The ELF reader: converts headers of both widths to the 64-bit form. */
#include "elf_file.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "elf/common.h"

/* EF_RISCV_RVE, which not every elf.h has. */
#define RISCV_RVE 8

static bool in_file(const struct elf_file *elf, uint64_t offset, uint64_t size)
{
    return offset <= elf->size && size <= elf->size - offset;
}

static void map_file(struct elf_file *elf)
{
    int descriptor = open(elf->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        die("cannot open '%s': %s", elf->path, strerror(errno));
    }
    if (!S_ISREG(status.st_mode) || status.st_size < (off_t)sizeof(Elf32_Ehdr)) {
        die("'%s' is not an ELF file", elf->path);
    }
    elf->size = (size_t)status.st_size;
    void *data = mmap(NULL, elf->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED) {
        die("cannot map '%s': %s", elf->path, strerror(errno));
    }
    elf->data = data;
    close(descriptor);
}

void elf_open(struct elf_file *elf, const char *path)
{
    *elf = (struct elf_file){.path = path};
    map_file(elf);
    if (memcmp(elf->data, ELFMAG, SELFMAG) != 0) {
        die("'%s' is not an ELF file", path);
    }
    elf->is_64 = elf->data[EI_CLASS] == ELFCLASS64;
    if (elf->data[EI_DATA] != ELFDATA2LSB || (elf->is_64 && elf->size < sizeof(Elf64_Ehdr))) {
        die("'%s' is not a little-endian ELF file of 32 or 64 bits", path);
    }
    uint16_t machine;
    memcpy(&machine, elf->data + offsetof(Elf32_Ehdr, e_machine), sizeof(machine));
    elf->is_riscv = machine == EM_RISCV;
    uint32_t flags;
    memcpy(&flags,
           elf->data + (elf->is_64 ? offsetof(Elf64_Ehdr, e_flags) : offsetof(Elf32_Ehdr, e_flags)),
           sizeof(flags));
    elf->is_rve = elf->is_riscv && (flags & RISCV_RVE) != 0;
}

static Elf64_Ehdr file_header(const struct elf_file *elf)
{
    Elf64_Ehdr wide = {0};
    if (elf->is_64) {
        memcpy(&wide, elf->data, sizeof(wide));
        return wide;
    }
    Elf32_Ehdr narrow;
    memcpy(&narrow, elf->data, sizeof(narrow));
    wide.e_shoff = narrow.e_shoff;
    wide.e_phoff = narrow.e_phoff;
    wide.e_shnum = narrow.e_shnum;
    wide.e_phnum = narrow.e_phnum;
    wide.e_shstrndx = narrow.e_shstrndx;
    return wide;
}

/*
 * Reads an entry of a table of headers into @p wide for a 64-bit file, else into @p narrow; returns
 * false when there is no such entry.
 */
static bool table_entry(const struct elf_file *elf, uint64_t table, unsigned count, unsigned index,
                        void *wide, size_t wide_size, void *narrow, size_t narrow_size)
{
    size_t size = elf->is_64 ? wide_size : narrow_size;
    if (index >= count || table > elf->size || !in_file(elf, table + index * size, size)) {
        return false;
    }
    memcpy(elf->is_64 ? wide : narrow, elf->data + table + index * size, size);
    return true;
}

static bool section_header(const struct elf_file *elf, unsigned index, Elf64_Shdr *wide)
{
    Elf64_Ehdr header = file_header(elf);
    Elf32_Shdr narrow;
    if (!table_entry(elf, header.e_shoff, header.e_shnum, index, wide, sizeof(*wide), &narrow,
                     sizeof(narrow))) {
        return false;
    }
    if (elf->is_64) {
        return true;
    }
    *wide = (Elf64_Shdr){
        .sh_name = narrow.sh_name,
        .sh_type = narrow.sh_type,
        .sh_flags = narrow.sh_flags,
        .sh_addr = narrow.sh_addr,
        .sh_offset = narrow.sh_offset,
        .sh_size = narrow.sh_size,
        .sh_link = narrow.sh_link,
    };
    return true;
}

/* The string at an offset of a string table, or "" if either is out of bounds. */
static const char *table_string(const struct elf_file *elf, unsigned table, uint64_t offset)
{
    Elf64_Shdr strings;
    if (!section_header(elf, table, &strings) ||
        !in_file(elf, strings.sh_offset, strings.sh_size) || offset >= strings.sh_size) {
        return "";
    }
    const char *text = (const char *)elf->data + strings.sh_offset + offset;
    bool ends = memchr(text, '\0', strings.sh_size - offset) != NULL;
    return ends ? text : "";
}

bool elf_find_section(const struct elf_file *elf, const char *name, struct elf_section *section)
{
    Elf64_Shdr header;
    unsigned names = file_header(elf).e_shstrndx;
    for (unsigned i = 0; section_header(elf, i, &header); i++) {
        if (header.sh_type == SHT_NOBITS || !in_file(elf, header.sh_offset, header.sh_size) ||
            strcmp(table_string(elf, names, header.sh_name), name) != 0) {
            continue;
        }
        section->data = elf->data + header.sh_offset;
        section->size = header.sh_size;
        section->address = header.sh_addr;
        return true;
    }
    return false;
}

bool elf_allocated_section(const struct elf_file *elf, unsigned index,
                           struct elf_allocated *section)
{
    Elf64_Shdr header;
    unsigned names = file_header(elf).e_shstrndx;
    for (unsigned i = 0; section_header(elf, i, &header); i++) {
        if ((header.sh_flags & SHF_ALLOC) == 0 || index-- != 0) {
            continue;
        }
        *section = (struct elf_allocated){
            .name = table_string(elf, names, header.sh_name),
            .address = header.sh_addr,
            .size = header.sh_size,
            .writable = (header.sh_flags & SHF_WRITE) != 0,
        };
        return true;
    }
    return false;
}

/* The symbol table's header; empty if the file has none. */
static Elf64_Shdr symbol_table(const struct elf_file *elf)
{
    Elf64_Shdr table;
    for (unsigned i = 0; section_header(elf, i, &table); i++) {
        if (table.sh_type == SHT_SYMTAB && in_file(elf, table.sh_offset, table.sh_size)) {
            return table;
        }
    }
    return (Elf64_Shdr){0};
}

/* Reads a symbol with its name; false when there are no more. */
static bool symbol_at(const struct elf_file *elf, const Elf64_Shdr *table, uint64_t index,
                      Elf64_Sym *wide, const char **name)
{
    Elf32_Sym narrow;
    const uint64_t size = elf->is_64 ? sizeof(*wide) : sizeof(narrow);
    if (index >= table->sh_size / size) {
        return false;
    }
    const uint8_t *data = elf->data + table->sh_offset + index * size;
    if (elf->is_64) {
        memcpy(wide, data, sizeof(*wide));
    } else {
        memcpy(&narrow, data, sizeof(narrow));
        *wide = (Elf64_Sym){.st_name = narrow.st_name,
                            .st_info = narrow.st_info,
                            .st_shndx = narrow.st_shndx,
                            .st_value = narrow.st_value,
                            .st_size = narrow.st_size};
    }
    *name = table_string(elf, table->sh_link, wide->st_name);
    return true;
}

bool elf_find_symbol(const struct elf_file *elf, const char *name, uint64_t *value)
{
    const Elf64_Shdr table = symbol_table(elf);
    Elf64_Sym symbol;
    const char *its_name;
    for (uint64_t i = 0; symbol_at(elf, &table, i, &symbol, &its_name); i++) {
        if (strcmp(its_name, name) == 0) {
            *value = symbol.st_value;
            return true;
        }
    }
    return false;
}

static bool is_function(const Elf64_Sym *symbol)
{
    return ELF64_ST_TYPE(symbol->st_info) == STT_FUNC && symbol->st_size != 0;
}

bool elf_function_at(const struct elf_file *elf, uint64_t address, struct elf_function *function)
{
    const Elf64_Shdr table = symbol_table(elf);
    Elf64_Sym symbol;
    const char *name;
    for (uint64_t i = 0; symbol_at(elf, &table, i, &symbol, &name); i++) {
        if (is_function(&symbol) && address >= symbol.st_value &&
            address - symbol.st_value < symbol.st_size) {
            *function = (struct elf_function){name, symbol.st_value, symbol.st_size};
            return true;
        }
    }
    return false;
}

/* Whether another symbol says that the function is smaller. GNU ld gives an alias (--defsym) the
 * size that the function had before the linker relaxed it, so the alias ends in a later function.
 */
static bool is_too_large(const struct elf_file *elf, const Elf64_Sym *alias)
{
    const Elf64_Shdr table = symbol_table(elf);
    Elf64_Sym symbol;
    const char *name;
    for (uint64_t i = 0; symbol_at(elf, &table, i, &symbol, &name); i++) {
        if (is_function(&symbol) && symbol.st_value == alias->st_value &&
            symbol.st_size < alias->st_size) {
            return true;
        }
    }
    return false;
}

void elf_each_function(const struct elf_file *elf, elf_found *found, void *context)
{
    const Elf64_Shdr table = symbol_table(elf);
    Elf64_Sym symbol;
    const char *name;
    for (uint64_t i = 0; symbol_at(elf, &table, i, &symbol, &name); i++) {
        if (is_function(&symbol) && !is_too_large(elf, &symbol)) {
            const struct elf_function function = {name, symbol.st_value, symbol.st_size};
            found(context, &function);
        }
    }
}

/* Whether the symbol names a place in code and is not an assembler's local label. */
static bool is_label(const Elf64_Sym *symbol, const char *name)
{
    const unsigned type = ELF64_ST_TYPE(symbol->st_info);
    return (type == STT_NOTYPE || type == STT_FUNC) && symbol->st_shndx != SHN_UNDEF &&
           symbol->st_shndx != SHN_ABS && *name != '.' && *name != '$' && *name != '\0';
}

bool elf_symbol_around(const struct elf_file *elf, uint64_t address, struct elf_function *function)
{
    const Elf64_Shdr table = symbol_table(elf);
    Elf64_Sym symbol;
    const char *name;
    uint64_t end = UINT64_MAX;
    if (elf_function_at(elf, address, function)) {
        return true;
    }
    *function = (struct elf_function){NULL, 0, 0};
    for (uint64_t i = 0; symbol_at(elf, &table, i, &symbol, &name); i++) {
        if (!is_label(&symbol, name)) {
            continue;
        }
        if (symbol.st_value > address && symbol.st_value < end) {
            end = symbol.st_value;
        } else if (symbol.st_value <= address && symbol.st_value >= function->address) {
            function->name = name;
            function->address = symbol.st_value;
        }
    }
    function->size = end - function->address;
    return function->name != NULL;
}

bool elf_find_function(const struct elf_file *elf, const char *name, struct elf_function *function)
{
    const Elf64_Shdr table = symbol_table(elf);
    Elf64_Sym symbol;
    const char *its_name;
    bool found = false;
    for (uint64_t i = 0; symbol_at(elf, &table, i, &symbol, &its_name); i++) {
        const bool is_global = ELF64_ST_BIND(symbol.st_info) != STB_LOCAL;
        if (symbol.st_shndx != SHN_UNDEF && strcmp(its_name, name) == 0 && (is_global || !found)) {
            *function = (struct elf_function){its_name, symbol.st_value, symbol.st_size};
            found = true;
        }
    }
    return found;
}

static bool program_header(const struct elf_file *elf, unsigned index, Elf64_Phdr *wide)
{
    Elf64_Ehdr header = file_header(elf);
    Elf32_Phdr narrow;
    if (!table_entry(elf, header.e_phoff, header.e_phnum, index, wide, sizeof(*wide), &narrow,
                     sizeof(narrow))) {
        return false;
    }
    if (elf->is_64) {
        return true;
    }
    *wide = (Elf64_Phdr){
        .p_type = narrow.p_type,
        .p_flags = narrow.p_flags,
        .p_offset = narrow.p_offset,
        .p_vaddr = narrow.p_vaddr,
        .p_paddr = narrow.p_paddr,
        .p_filesz = narrow.p_filesz,
        .p_memsz = narrow.p_memsz,
    };
    return true;
}

bool elf_load_segment(const struct elf_file *elf, unsigned index, struct elf_segment *segment)
{
    Elf64_Phdr header;
    for (unsigned i = 0; program_header(elf, i, &header); i++) {
        if (header.p_type != PT_LOAD || !in_file(elf, header.p_offset, header.p_filesz) ||
            index-- != 0) {
            continue;
        }
        *segment = (struct elf_segment){
            .data = elf->data + header.p_offset,
            .file_size = header.p_filesz,
            .memory_size = header.p_memsz,
            .virtual_address = header.p_vaddr,
            .physical_address = header.p_paddr,
            .executable = (header.p_flags & PF_X) != 0,
        };
        return true;
    }
    return false;
}

const uint8_t *elf_at(const struct elf_file *elf, uint64_t address, uint64_t size)
{
    struct elf_segment segment;
    for (unsigned i = 0; elf_load_segment(elf, i, &segment); i++) {
        uint64_t offset = address - segment.virtual_address;
        if (address >= segment.virtual_address && offset <= segment.file_size &&
            size <= segment.file_size - offset) {
            return segment.data + offset;
        }
    }
    return NULL;
}

const char *elf_string_in(const struct elf_file *elf, const char *name, uint64_t address)
{
    struct elf_section section;
    if (!elf_find_section(elf, name, &section) || address < section.address ||
        address - section.address >= section.size) {
        return NULL;
    }
    const uint64_t offset = address - section.address;
    return memchr(section.data + offset, '\0', section.size - offset) != NULL
               ? (const char *)section.data + offset
               : NULL;
}

const char *elf_string_at(const struct elf_file *elf, uint64_t address)
{
    struct elf_segment segment;
    for (unsigned i = 0; elf_load_segment(elf, i, &segment); i++) {
        uint64_t offset = address - segment.virtual_address;
        if (address >= segment.virtual_address && offset < segment.file_size &&
            memchr(segment.data + offset, '\0', segment.file_size - offset) != NULL) {
            return (const char *)segment.data + offset;
        }
    }
    return NULL;
}

uint64_t elf_word(const struct elf_file *elf, const uint8_t *data)
{
    if (elf->is_64) {
        uint64_t word;
        memcpy(&word, data, sizeof(word));
        return word;
    }
    uint32_t word;
    memcpy(&word, data, sizeof(word));
    return word;
}

bool elf_is_code(const struct elf_file *elf, uint64_t address)
{
    Elf64_Shdr header;
    for (unsigned i = 0; section_header(elf, i, &header); i++) {
        if ((header.sh_flags & SHF_EXECINSTR) != 0 && (header.sh_flags & SHF_ALLOC) != 0 &&
            address >= header.sh_addr && address - header.sh_addr < header.sh_size) {
            return true;
        }
    }
    return false;
}

void elf_build_id(const struct elf_file *elf, char text[65])
{
    struct elf_section note;
    text[0] = '\0';
    if (!elf_find_section(elf, ".note.gnu.build-id", &note) || note.size < 16) {
        return;
    }
    uint32_t length;
    memcpy(&length, note.data + 4, sizeof(length));
    for (uint32_t i = 0; i < length && i < 32 && 16 + i < note.size; i++) {
        snprintf(text + 2 * i, 3, "%02x", note.data[16 + i]);
    }
}
