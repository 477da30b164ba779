/* SPDX-License-Identifier: MIT */
/* Reads the sections .rivet.log and .debug_rivet_log. Neither is believed without a check. */
#include "log_site.h"

#include "symboliser.h"

#include <stdlib.h>
#include <string.h>

enum {
    SITE_HEADER = 3, /* line (2), level (1) */
    SITE_KINDS = 9,
    PLACE_SIZE = 12, /* site (4), code (8) */
};

static uint64_t little_endian(const uint8_t *bytes, unsigned count)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < count; i++) {
        value |= (uint64_t)bytes[i] << 8 * i;
    }
    return value;
}

/* The ticks per second of the board's timer: the member after the first pointer of what board_timer
 * points to. */
static double read_frequency(const struct elf_file *elf)
{
    uint64_t variable;
    unsigned word = elf->is_64 ? 8 : 4;
    const uint8_t *pointer =
        elf_find_symbol(elf, "board_timer", &variable) ? elf_at(elf, variable, word) : NULL;
    const uint8_t *frequency =
        pointer != NULL ? elf_at(elf, elf_word(elf, pointer) + word, sizeof(uint32_t)) : NULL;
    return frequency != NULL ? (double)little_endian(frequency, sizeof(uint32_t)) : 0;
}

static uint32_t read_build(const struct elf_file *elf)
{
    char text[65];
    uint8_t bytes[4] = {0};
    elf_build_id(elf, text);
    for (unsigned i = 0; i < sizeof(bytes) && strlen(text) >= 2 * sizeof(bytes); i++) {
        char digits[3] = {text[2 * i], text[2 * i + 1], '\0'};
        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return (uint32_t)little_endian(bytes, sizeof(bytes));
}

bool log_sites_open(struct log_sites *sites, const struct elf_file *elf)
{
    uint64_t harts;
    *sites = (struct log_sites){.elf = elf, .harts = 1};
    if (!elf->is_riscv || !elf_find_section(elf, ".rivet.log", &sites->sites) ||
        sites->sites.size <= sizeof(uint64_t)) {
        return false;
    }
    (void)elf_find_section(elf, ".debug_rivet_log", &sites->places);
    if (elf_find_symbol(elf, "rt_hart_max", &harts)) {
        sites->harts = (unsigned)harts;
    }
    sites->frequency = read_frequency(elf);
    sites->build = read_build(elf);
    return true;
}

/* The name in "main at file.c:3"; of inlined functions the first, which has the call. */
static char *function_in(const char *place)
{
    const char *end = place != NULL ? strstr(place, " at ") : NULL;
    if (end == NULL) {
        return NULL;
    }
    char *name = format_text("%.*s", (int)(end - place), place);
    /* Of C++, without the parameters, unless those of a lambda are in the name. */
    if (strstr(name, "operator") == NULL && strstr(name, "lambda") == NULL) {
        name[strcspn(name, "(")] = '\0';
    }
    return name;
}

static uint64_t place_code(const struct log_sites *sites, size_t index)
{
    return little_endian(sites->places.data + index * PLACE_SIZE + sizeof(uint32_t), 8);
}

static void look_up_some(struct log_sites *sites, size_t first, size_t end)
{
    struct symboliser symbols = {0};
    struct buffer complaint = {0};
    for (size_t i = first; i < end; i++) {
        symboliser_want(&symbols, place_code(sites, i), false);
    }
    symboliser_run(&symbols, sites->elf, &complaint);
    for (size_t i = first; i < end; i++) {
        struct elf_function function;
        sites->functions[i] = function_in(symboliser_place(&symbols, place_code(sites, i), false));
        if (sites->functions[i] == NULL &&
            elf_function_at(sites->elf, place_code(sites, i), &function)) {
            sites->functions[i] = format_text("%s", function.name);
        }
    }
    buffer_free(&complaint);
    symboliser_free(&symbols);
}

/* All at once, because starting a tool takes longer than what it does. */
static void look_up_functions(struct log_sites *sites)
{
    size_t count = sites->places.size / PLACE_SIZE;
    sites->functions = calloc(count + 1, sizeof(sites->functions[0]));
    if (sites->functions == NULL) {
        die("out of memory");
    }
    for (size_t first = 0; first < count; first += SYMBOLISER_MAX) {
        look_up_some(sites, first, count - first > SYMBOLISER_MAX ? first + SYMBOLISER_MAX : count);
    }
}

const char *log_sites_function(struct log_sites *sites, uint32_t address)
{
    if (sites->functions == NULL) {
        look_up_functions(sites);
    }
    for (size_t i = 0; i < sites->places.size / PLACE_SIZE; i++) {
        if (little_endian(sites->places.data + i * PLACE_SIZE, sizeof(uint32_t)) == address &&
            sites->functions[i] != NULL) {
            return sites->functions[i];
        }
    }
    return NULL;
}

/* The string at @p *at, which is moved behind it; NULL if it does not end in the section. */
static const char *take_string(const struct elf_section *section, uint64_t *at)
{
    const char *text = (const char *)section->data + *at;
    const char *end = *at < section->size ? memchr(text, '\0', section->size - *at) : NULL;
    *at += end != NULL ? (uint64_t)(end - text) + 1 : 0;
    return end != NULL ? text : NULL;
}

bool log_sites_find(const struct log_sites *sites, uint32_t address, struct log_site *site)
{
    uint64_t at = address + SITE_HEADER + SITE_KINDS;
    if (address == 0 || at >= sites->sites.size) {
        return false;
    }
    const uint8_t *data = sites->sites.data + address;
    site->line = (unsigned)little_endian(data, 2);
    site->level = data[2];
    site->kinds = (const char *)data + SITE_HEADER;
    site->file = take_string(&sites->sites, &at);
    site->format = site->file != NULL ? take_string(&sites->sites, &at) : NULL;
    return site->format != NULL && site->kinds[SITE_KINDS - 1] == '\0';
}
