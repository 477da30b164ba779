/* SPDX-License-Identifier: MIT */
/*
 * The monitor's commands: a table with one function per command.
 */
#include "commands.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/image.h>
#include <rt/panic.h>
#include <rt/time.h>
#include <rt/trap.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 16,
    BYTES_PER_ROW = 16,
    DUMP_MAX = 4096
};

struct command {
    const char *name;
    const char *usage;
    const char *help;
    void (*run)(int count, char **words);
    int least; /* words, including the name */
    int most;
};

/* Reads a number up to @p limit, decimal or with 0x; prints a message if it isn't one. */
static bool read_number(const char *text, unsigned long limit, unsigned long *number)
{
    char *end;

    errno = 0;
    *number = strtoul(text, &end, 0);
    if (end == text || *end != '\0' || errno != 0 || *text == '-' || *number > limit) {
        printf("'%s' is not a number from 0 to %lu\n", text, limit);
        return false;
    }
    return true;
}

static void run_uptime(int count, char **words)
{
    (void)count;
    (void)words;
    const uint64_t ms = rt_uptime_ms();

    printf("%" PRIu64 ".%03u s\n", ms / 1000, (unsigned)(ms % 1000));
}

static void print_isa(void)
{
    const unsigned long misa = csr_read(misa);

    printf("  isa     rv%d", __riscv_xlen);
    for (unsigned i = 0; i < 26; i++) {
        if ((misa >> i & 1) != 0) {
            putchar((int)('a' + i));
        }
    }
    putchar('\n');
}

static void print_section(const char *name, const char *start, const char *end)
{
    printf("  %-7s %p to %p, %6zu bytes\n", name, (const void *)start, (const void *)end,
           (size_t)(end - start));
}

static void run_info(int count, char **words)
{
    (void)count;
    (void)words;
    const char *const sp = __builtin_frame_address(0);

    printf("  board   %s\n  hart    %lu\n", board_name, csr_read(mhartid));
    print_isa();
    print_section("text", rt_text_start, rt_text_end);
    print_section("rodata", rt_rodata_start, rt_rodata_end);
    print_section("data", rt_data_start, rt_data_end);
    print_section("bss", rt_bss_start, rt_bss_end);
    print_section("heap", rt_heap_start, rt_heap_end);
    print_section("stack", rt_stack_start, rt_stack_end);
    printf("  free    %zu bytes of stack\n", (size_t)(sp - rt_stack_start));
}

/* %p omits leading zeros. */
static void print_address(uintptr_t address)
{
    printf("0x%0*" PRIxPTR, (int)(2 * sizeof(address)), address);
}

static void print_row(uintptr_t address, const uint8_t *bytes, unsigned count)
{
    print_address(address);
    putchar(' ');
    for (unsigned i = 0; i < BYTES_PER_ROW; i++) {
        if (i < count) {
            printf(" %02x", bytes[i]);
        } else {
            fputs("   ", stdout);
        }
    }
    fputs("  ", stdout);
    for (unsigned i = 0; i < count; i++) {
        putchar(bytes[i] >= ' ' && bytes[i] < 0x7f ? bytes[i] : '.');
    }
    putchar('\n');
}

static void run_dump(int count, char **words)
{
    unsigned long address;
    unsigned long length = BYTES_PER_ROW;
    uint8_t row[BYTES_PER_ROW];

    if (!read_number(words[1], UINTPTR_MAX, &address) ||
        (count > 2 && !read_number(words[2], DUMP_MAX, &length))) {
        return;
    }
    while (length > 0) {
        const unsigned wanted = length < sizeof(row) ? (unsigned)length : sizeof(row);
        unsigned got = 0;
        while (got < wanted && rt_try_load8(address + got, &row[got])) {
            got++;
        }
        if (got > 0) {
            print_row(address, row, got);
        }
        if (got < wanted) {
            print_address(address + got);
            puts(" can't be read");
            return;
        }
        address += wanted;
        length -= wanted;
    }
}

static void run_echo(int count, char **words)
{
    for (int i = 1; i < count; i++) {
        printf("%s%s", words[i], i + 1 < count ? " " : "");
    }
    putchar('\n');
}

static void run_panic(int count, char **words)
{
    rt_panic("%s", count > 1 ? words[1] : "asked for by the panic command");
}

static void run_exit(int count, char **words)
{
    unsigned long status = 0;

    if (count < 2 || read_number(words[1], 255, &status)) {
        rt_exit((int)status);
    }
}

static void run_help(int count, char **words);

static const struct command commands[] = {
    {"help", "", "this list", run_help, 1, 1},
    {"uptime", "", "time since reset", run_uptime, 1, 1},
    {"info", "", "hart, instruction set, board, memory", run_info, 1, 1},
    {"dump", "ADDR [LEN]", "memory as bytes and text", run_dump, 2, 3},
    {"echo", "[WORD...]", "the words again", run_echo, 1, WORDS_MAX},
    {"panic", "[WHY]", "die with a report", run_panic, 1, 2},
    {"exit", "[CODE]", "end with this status, 0 to 255", run_exit, 1, 2},
};

static void run_help(int count, char **words)
{
    (void)count;
    (void)words;
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        printf("  %-7s %-11s %s\n", commands[i].name, commands[i].usage, commands[i].help);
    }
}

static int split(char *line, char **words)
{
    int count = 0;
    char *rest;

    for (char *word = strtok_r(line, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (count == WORDS_MAX) {
            return WORDS_MAX + 1;
        }
        words[count++] = word;
    }
    return count;
}

void commands_run(char *line)
{
    char *words[WORDS_MAX];
    const int count = split(line, words);

    if (count == 0) {
        return;
    }
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        const struct command *const command = &commands[i];
        if (strcmp(words[0], command->name) != 0) {
            continue;
        }
        if (count < command->least || count > command->most) {
            printf("usage: %s %s\n", command->name, command->usage);
            return;
        }
        command->run(count, words);
        return;
    }
    printf("unknown command '%s': type help for a list\n", words[0]);
}
