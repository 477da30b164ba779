/* SPDX-License-Identifier: MIT */
/*
 * Parses `.rivet.run`. The linker assembles the section from several objects, so pieces may end in
 * newlines or NULs. An unknown key is an error: the ELF is newer than this tool.
 */
#include "spec.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The keys are those of RIVET_BOARD_RUN, but for some that rivet_add_firmware adds. */
__attribute__((noreturn, format(printf, 3, 4))) static void
refuse(const char *key, const char *value, const char *format, ...)
{
    char sentence[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    die("RIVET_BOARD_RUN has %s=%s: it must be %s", key, value, sentence);
}

static uint64_t number(const char *key, const char *value)
{
    char *end;
    uint64_t parsed = strtoull(value, &end, 0);
    if (*value == '\0' || *end != '\0') {
        refuse(key, value, "a number");
    }
    return parsed;
}

static unsigned small_number(const char *key, const char *value, unsigned high)
{
    unsigned parsed;
    if (!read_number(value, 1, high, &parsed)) {
        refuse(key, value, "a number from 1 to %u", high);
    }
    return parsed;
}

/* True for the first of two allowed values, false for the second. */
static bool choice(const char *key, const char *value, const char *first, const char *second)
{
    if (strcmp(value, first) != 0 && strcmp(value, second) != 0) {
        refuse(key, value, "%s or %s", first, second);
    }
    return strcmp(value, first) == 0;
}

static void set_image(struct run_spec *spec, const char *value)
{
    spec->bios = strcmp(value, "bios") == 0;
    spec->pflash = strcmp(value, "pflash0") == 0;
    if (!spec->bios && !spec->pflash && strcmp(value, "kernel") != 0) {
        refuse("image", value, "kernel, bios or pflash0");
    }
}

static bool set_text(struct run_spec *spec, const char *key, const char *value)
{
    const struct {
        const char *key;
        const char **target;
    } texts[] = {
        {"qemu", &spec->qemu},
        {"machine", &spec->machine},
        {"cpu", &spec->cpu},
        {"extensions", &spec->extensions},
        {"without", &spec->without},
        {"memory", &spec->memory},
        {"harts", &spec->harts},
        {"load", &spec->board.load},
        {"restart", &spec->board.restart},
        {"gdb_reset", &spec->board.gdb_reset},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strcmp(key, texts[i].key) == 0) {
            *texts[i].target = format_text("%s", value);
            return true;
        }
    }
    return false;
}

static void set_key(struct run_spec *spec, const char *key, const char *value)
{
    if (set_text(spec, key, value)) {
        return;
    }
    if (strcmp(key, "arg") == 0) {
        arguments_add(&spec->extra, value);
    } else if (strcmp(key, "run") == 0) {
        spec->native = choice(key, value, "native", "qemu");
    } else if (strcmp(key, "image") == 0) {
        set_image(spec, value);
    } else if (strcmp(key, "flash_base") == 0) {
        spec->flash_base = number(key, value);
    } else if (strcmp(key, "flash_size") == 0) {
        spec->flash_size = number(key, value);
    } else if (strcmp(key, "baud") == 0) {
        spec->board.baud = small_number(key, value, UINT_MAX);
    } else if (strcmp(key, "load_timeout") == 0) {
        spec->board.load_timeout = small_number(key, value, MOST_LOAD_TIMEOUT);
    } else if (strcmp(key, "semihosting") == 0) {
        spec->semihosting = choice(key, value, "on", "off");
    } else if (strcmp(key, "console") == 0) {
        spec->console_semihosting = choice(key, value, "semihosting", "uart");
    } else if (strcmp(key, "reset") == 0) {
        spec->reset_allowed = choice(key, value, "allow", "fail");
    } else {
        die("RIVET_BOARD_RUN has the unknown key '%s' (is this rivet-run older than the firmware?)",
            key);
    }
}

static void set_line(struct run_spec *spec, char *line)
{
    char *equals = strchr(line, '=');
    if (equals == NULL) {
        die("RIVET_BOARD_RUN has '%s', which is not key=value", line);
    }
    *equals = '\0';
    set_key(spec, line, equals + 1);
}

static void parse(struct run_spec *spec, const struct elf_section *section)
{
    struct buffer line = {0};
    for (uint64_t i = 0; i <= section->size; i++) {
        char byte = i < section->size ? (char)section->data[i] : '\0';
        if (byte != '\0' && byte != '\n') {
            buffer_add(&line, &byte, 1);
        } else if (line.length > 0) {
            set_line(spec, line.data);
            buffer_clear(&line);
        }
    }
    buffer_free(&line);
}

const char spec_no_machine[] =
    "names no machine to run on: set RIVET_BOARD_RUN in its board.cmake (docs/porting.md), or give "
    "--serial PORT for a board that is connected (docs/testing.md)";

bool spec_has_machine(const struct run_spec *spec)
{
    return spec->native || spec->qemu != NULL || spec->machine != NULL;
}

void spec_require_qemu(const struct run_spec *spec, const struct elf_file *elf)
{
    if (!spec_has_machine(spec)) {
        die("'%s' %s", elf->path, spec_no_machine);
    }
    if (spec->qemu == NULL || spec->machine == NULL) {
        die("'%s': RIVET_BOARD_RUN names no %s", elf->path,
            spec->qemu == NULL ? "qemu=" : "machine=");
    }
    bool qemu_is_64 = strstr(spec->qemu, "riscv64") != NULL;
    bool qemu_is_32 = strstr(spec->qemu, "riscv32") != NULL;
    if ((qemu_is_64 && !elf->is_64) || (qemu_is_32 && elf->is_64)) {
        die("'%s' is a %d-bit ELF file, but is to run on %s", elf->path, elf->is_64 ? 64 : 32,
            spec->qemu);
    }
    if (spec->pflash && spec->flash_size == 0) {
        die("'%s': image=pflash0 needs flash_base= and flash_size=", elf->path);
    }
}

void spec_read(struct run_spec *spec, const struct elf_file *elf, const char *qemu)
{
    struct elf_section section;
    *spec = (struct run_spec){0};
    if (!elf_find_section(elf, ".rivet.run", &section)) {
        if (!elf->is_riscv) {
            die("'%s' is not a RISC-V ELF file", elf->path);
        }
        die("'%s' has no section .rivet.run, so it does not say how to run it; "
            "link it with rivet_add_firmware()",
            elf->path);
    }
    parse(spec, &section);
    spec->qemu = qemu != NULL ? qemu : spec->qemu;
    if (!spec->native && !elf->is_riscv) {
        die("'%s' is not a RISC-V ELF file", elf->path);
    }
}
