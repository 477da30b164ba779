/* SPDX-License-Identifier: MIT */
#include "dump.h"

#include "backtrace.h"
#include "core.h"
#include "locals.h"
#include "say.h"
#include "snapshot.h"

#include <rt/trap.h>
#include <stdlib.h>
#include <string.h>

bool dump_is_expected(const struct elf_file *elf)
{
    uint64_t value;
    return elf_find_symbol(elf, "rti_panic_dump", &value);
}

void dump_start(struct dump *dump, const struct elf_file *elf, const char *core_path)
{
    *dump = (struct dump){.elf = elf, .core_path = core_path};
    memory_start(&dump->memory, elf);
}

static void forget(struct dump *dump)
{
    const bool shows_locals = dump->shows_locals;
    memory_free(&dump->memory);
    buffer_free(&dump->lost);
    buffer_free(&dump->build);
    dump_start(dump, dump->elf, dump->core_path);
    dump->shows_locals = shows_locals;
}

/* The build id is the only thing outside RAM. It comes in one or two pieces. */
static void take_build(struct dump *dump, const uint8_t *build, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        buffer_format(&dump->build, "%02x", build[i]);
    }
}

static bool is_of_this_build(const struct dump *dump)
{
    char own[65];
    elf_build_id(dump->elf, own);
    return dump->build.length == 0 || strstr(own, dump->build.data) != NULL;
}

/* Notes that piece @p number has arrived, and which are missing before it. */
static void count_piece(struct dump *dump, unsigned number)
{
    for (; dump->next < number; dump->next++) {
        buffer_format(&dump->lost,
                      dump->lost.length == 0 ? "\n  lost    pieces of the dump: %u" : ", %u",
                      dump->next);
    }
    dump->next = number + 1;
}

static void say_lost(const struct dump *dump, bool has_end)
{
    if (dump->lost.length > 0) {
        rti_panic_say("%s", dump->lost.data);
    }
    if (!has_end) {
        rti_panic_say("\n  lost    the end of the dump, after piece %u", dump->next - 1);
    }
}

/* The name of a part that a fault ended; NULL if none did, or nothing is missing by it. Without a
 * PMP that of the protection is normal. */
static const char *failed_part(const struct host_snapshot *host, unsigned part)
{
    static const char *const names[] = {
#define NAME(name, text) text,
        DUMP_PARTS(NAME)
#undef NAME
    };
    const bool has_failed = (host->fields[DUMP_FIELD_failed] >> part & 1) != 0;
    return has_failed && names[part][0] != '\0' && part != DUMP_PART_protection ? names[part]
                                                                                : NULL;
}

static void say_failed(const struct host_snapshot *host)
{
    for (unsigned i = 0; i < DUMP_PART_COUNT; i++) {
        if (failed_part(host, i) != NULL) {
            rti_panic_say("\n  missing %s", failed_part(host, i));
        }
    }
    if (host->snapshot.state == RT_HART_BOOTING) {
        rti_panic_say("\n  during  start-up: memory was not initialised yet");
    }
}

/* As mention in src/panic/panic.c. */
static void say_fault(struct host_snapshot *host)
{
    struct rt_trap_frame frame;
    const uint64_t address = host->fields[DUMP_FIELD_fault];
    bool is_told = false;
    for (unsigned i = 0; i < DUMP_PART_COUNT; i++) {
        is_told = is_told || failed_part(host, i) != NULL;
    }
    if (!is_told || address == 0 || !host_read_frame(host->memory, address, &frame)) {
        return;
    }
    if (panic_is_call(&frame)) {
        rti_panic_say("\n*** PANIC: ");
        rti_panic_say_call(&frame);
        host_move_to_caller(host, &frame);
        rti_panic_say("\n  inside  the report of a panic");
    } else {
        rti_panic_say("\n*** PANIC: %s, inside the report of a panic",
                      rt_trap_cause_name(frame.cause));
    }
    rti_panic_say_trap(&host->snapshot, &frame);
    rti_panic_say("\n  ra      %p", (void *)frame.ra);
}

static void say_report(struct dump *dump, struct host_snapshot *host, struct buffer *text,
                       bool has_end)
{
    const struct panic_snapshot *snapshot = &host->snapshot;
    rti_panic_say_reason(snapshot);
    say_fault(host);
    say_failed(host);
    say_lost(dump, has_end);
    rti_panic_report(snapshot);
    if (dump->shows_locals) {
        locals_add(text, host);
    }
    if (backtrace_is_a_scan()) {
        rti_panic_say("\n  callers are those of a scan: this rivet-run was built without libdw");
    }
    rti_panic_show_harts(snapshot);
    if (dump->core_path != NULL) {
        core_write(dump->core_path, host);
    }
}

/* Begins a report in @p text. The caller frees what this returns. */
static struct host_snapshot *begin_report(struct dump *dump, struct buffer *text)
{
    struct host_snapshot *host = calloc(1, sizeof(*host));
    if (host == NULL) {
        die("out of memory");
    }
    host->memory = &dump->memory;
    say_to(text, host);
    return host;
}

/* The firmware's own text before the dump need not end in a newline, so the report begins with
 * one. */
static void report(struct dump *dump, struct buffer *text, bool has_end)
{
    struct host_snapshot *host = begin_report(dump, text);
    if (!is_of_this_build(dump)) {
        rti_panic_say("\n*** PANIC: a dump that this file can't explain\n  build   %s",
                      dump->build.data);
    } else if (host_snapshot_fill(host, &dump->memory)) {
        say_report(dump, host, text, has_end);
    } else {
        rti_panic_say("\n*** PANIC: unknown, because the dump has lost the registers");
        say_lost(dump, has_end);
    }
    rti_panic_say("\n*** END OF PANIC\n");
    free(host->code);
    free(host);
    dump->begun = false;
    dump->reported = true;
}

/* After the report only rt_panic_end may have faulted. */
static void say_late_fault(struct dump *dump, struct buffer *text)
{
    struct host_snapshot *host = begin_report(dump, text);
    (void)host_snapshot_fill(host, &dump->memory);
    say_fault(host);
    rti_panic_say("\n  missing rt_panic_end\n*** END OF PANIC\n");
    free(host->code);
    free(host);
    dump->begun = false;
}

void dump_take(struct dump *dump, const void *payload, size_t size, struct buffer *text)
{
    const uint8_t *bytes = payload;
    const unsigned word = dump->memory.word;
    const size_t header = 4 + word;
    if (size < header || (bytes[2] | bytes[3] << 8) != DUMP_VERSION) {
        return;
    }
    const uint16_t number = (uint16_t)(bytes[0] | bytes[1] << 8);
    uint64_t address = 0;
    for (unsigned i = word; i-- > 0;) {
        address = address << 8 | bytes[4 + i];
    }
    if (number == 0) {
        dump_finish(dump, text);
        forget(dump);
    }
    dump->begun = true;
    count_piece(dump, number);
    if (size > header) {
        const bool is_ram = memory_put(&dump->memory, address, bytes + header, size - header);
        if (!is_ram && number <= 1) {
            take_build(dump, bytes + header, size - header);
        }
    } else if (dump->reported) {
        say_late_fault(dump, text);
    } else {
        report(dump, text, true);
    }
}

void dump_finish(struct dump *dump, struct buffer *text)
{
    if (dump->begun && !dump->reported) {
        report(dump, text, false);
    }
}
