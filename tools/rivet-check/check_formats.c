/* SPDX-License-Identifier: MIT */
/*
 * Checks that firmware with PRINTF integer or minimal has no format of a floating-point number. No
 * compiler can: for it printf has all conversions. The formats are not marked in the linked file,
 * so every text among the constants counts. Texts that aren't constants are not seen.
 */
#include <stdio.h>
#include <string.h>

#include "checks.h"

/* Texts consist of these, and of UTF-8. */
static bool is_text(uint8_t byte)
{
    return byte >= 0x20 ? byte != 0x7f : byte != '\0' && strchr("\a\b\t\n\v\f\r\x1b", byte) != NULL;
}

/* A space is no flag here: "5 % faster" is more likely than a format with it. */
static bool has_float_conversion(const char *text)
{
    while ((text = strchr(text, '%')) != NULL) {
        text += 1 + strspn(text + 1, "-+#0");
        text += strspn(text, "0123456789*$");
        text += *text == '.' ? 1 + strspn(text + 1, "0123456789*$") : 0;
        text += strspn(text, "lL");
        if (*text != '\0' && strchr("aAeEfFgG", *text) != NULL) {
            return true;
        }
        text += *text == '%';
    }
    return false;
}

static void complain(const struct elf_file *elf, const char *variant, const char *text)
{
    fprintf(stderr, "%s: PRINTF is %s, but a constant is the format \"", elf->path, variant);
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            fputs("\\n", stderr);
        } else {
            fputc(*text, stderr);
        }
    }
    fputs("\" of a floating-point number, which would not be printed. Write PRINTF double; or "
          "CHECK OFF, if printf never gets this text.\n",
          stderr);
}

/* The variant that lacks floating point, if vfprintf is one and is linked. */
static const char *lacking_variant(const struct elf_file *elf)
{
    static const char *const names[][2] = {{"__i_vfprintf", "integer"},
                                           {"__m_vfprintf", "minimal"}};
    struct elf_function function;
    uint64_t address;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (elf_find_symbol(elf, "vfprintf", &address) &&
            elf_find_function(elf, names[i][0], &function) && function.address == address) {
            return names[i][1];
        }
    }
    return NULL;
}

bool check_formats(const struct elf_file *elf)
{
    const char *variant = lacking_variant(elf);
    struct elf_section constants;
    bool sound = true;
    if (variant == NULL || !elf_find_section(elf, ".rodata", &constants)) {
        return true;
    }
    for (uint64_t start = 0, end; start < constants.size; start = end + 1) {
        for (end = start; end < constants.size && is_text(constants.data[end]); end++) {
        }
        const char *text = (const char *)constants.data + start;
        bool is_string = end < constants.size && constants.data[end] == '\0';
        if (is_string && has_float_conversion(text)) {
            complain(elf, variant, text);
            sound = false;
        }
    }
    return sound;
}
