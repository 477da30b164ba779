/* SPDX-License-Identifier: MIT */
/* Reads rings with the code that reads them on the target, src/log/read.c. */
#include "log_ring.h"

#include <rt/detail/log_header.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_lines.h"
#include "log/ring.h"
#include "log_line.h"

/* What the firmware's rti_log_layout says. */
struct layout {
    unsigned harts;
    uint32_t block_words;
};

/* A record with what it is sorted by. */
struct entry {
    uint32_t run; /* each ring counts its own */
    bool is_earlier;
    uint64_t time;
    size_t order;
    struct log_record record;
};

struct entries {
    struct entry *items;
    size_t count;
};

static struct layout read_layout(const struct elf_file *elf)
{
    uint64_t address;
    struct layout layout;
    const uint8_t *data = elf_find_symbol(elf, "rti_log_layout", &address)
                              ? elf_at(elf, address, sizeof(layout))
                              : NULL;
    if (data == NULL) {
        die("%s does not log: it has no rti_log_layout", elf->path);
    }
    memcpy(&layout, data, sizeof(layout));
    return layout;
}

static size_t ring_size(const struct layout *layout)
{
    return RTI_LOG_BLOCKS * (size_t)layout->block_words * sizeof(uint32_t);
}

static void add(struct entries *entries, const struct entry *entry)
{
    entries->items = realloc(entries->items, (entries->count + 1) * sizeof(*entry));
    if (entries->items == NULL) {
        die("out of memory");
    }
    entries->items[entries->count] = *entry;
    entries->items[entries->count].order = entries->count;
    entries->count++;
}

static void add_record(struct entries *entries, const struct rti_log_reader *reader, unsigned hart,
                       const uint32_t *words, unsigned count)
{
    const bool is_timed = (words[0] & RTI_LOG_TIMED) != 0 && count >= 3;
    const unsigned skipped = is_timed ? 3 : 1;
    struct entry entry = {
        .run = reader->run,
        .time = is_timed ? words[1] | (uint64_t)words[2] << 32 : 0,
        .record = {.origin = hart,
                   .site = words[0] & RTI_LOG_SITE_MASK,
                   .is_timed = is_timed,
                   .time = is_timed ? words[1] : 0,
                   .count = count - skipped},
    };
    memcpy(entry.record.words, words + skipped, (count - skipped) * sizeof(words[0]));
    add(entries, &entry);
}

/* Reads the newest run, then what is left of those before it. */
static void read_ring(struct entries *entries, struct rti_log_ring ring, uint32_t build,
                      unsigned hart)
{
    const struct rti_log_block *newest = rti_log_newest(&ring, build, 0);
    const size_t first_entry = entries->count;
    uint32_t words[RTI_LOG_RECORD_WORDS];
    for (uint32_t i = 0; i < RTI_LOG_BLOCKS; i++) {
        const struct rti_log_block *block = rti_log_block_at(&ring, i);
        bool is_first = rti_log_block_is_valid(block, build);
        for (uint32_t j = 0; is_first && j < i; j++) {
            const struct rti_log_block *other = rti_log_block_at(&ring, j);
            is_first = !rti_log_block_is_valid(other, build) || other->run != block->run;
        }
        struct rti_log_reader reader = {.ring = ring, .build = build, .run = block->run};
        unsigned count;
        while (is_first && (count = rti_log_read(&reader, words)) != 0) {
            add_record(entries, &reader, hart, words, count);
        }
    }
    for (size_t i = first_entry; i < entries->count; i++) {
        entries->items[i].is_earlier = newest != NULL && entries->items[i].run != newest->run;
    }
}

static int compare(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->is_earlier != b->is_earlier) {
        return a->is_earlier ? -1 : 1;
    }
    if (a->is_earlier && a->run != b->run) {
        return a->run < b->run ? -1 : 1;
    }
    if (a->time != b->time) {
        return a->time < b->time ? -1 : 1;
    }
    return a->order < b->order ? -1 : 1;
}

static void show(struct log_sites *sites, enum log_style style, const struct entries *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        struct entry *entry = &entries->items[i];
        struct buffer line = {0};
        entry->record.origin |= entry->is_earlier ? RTI_LOG_ORIGIN_EARLIER : 0;
        log_line_add(sites, &entry->record, (uint32_t)(entry->time >> 32), style, &line);
        const size_t mark = style == LOG_JSON ? strlen(JSON_MARK) : 0;
        fwrite(line.data + mark, 1, line.length - mark, stdout);
        buffer_free(&line);
    }
    if (entries->count == 0 && style != LOG_JSON) {
        puts("The rings have no record of this build.");
    }
}

void log_ring_show(const struct elf_file *elf, enum log_style style, const void *memory,
                   size_t size)
{
    const struct layout layout = read_layout(elf);
    struct log_sites sites;
    struct entries entries = {0};
    if (!log_sites_open(&sites, elf)) {
        die("%s does not log", elf->path);
    }
    if (size != layout.harts * ring_size(&layout)) {
        die("the rings of %s have %zu bytes, not %zu", elf->path, layout.harts * ring_size(&layout),
            size);
    }
    uint32_t *copy = malloc(size);
    if (copy == NULL) {
        die("out of memory");
    }
    memcpy(copy, memory, size);
    for (unsigned hart = 0; hart < layout.harts; hart++) {
        const struct rti_log_ring ring = {copy + hart * ring_size(&layout) / sizeof(*copy),
                                          layout.block_words};
        read_ring(&entries, ring, sites.build, hart);
    }
    if (entries.count > 0) {
        qsort(entries.items, entries.count, sizeof(entries.items[0]), compare);
    }
    show(&sites, style, &entries);
    free(entries.items);
    free(copy);
}
