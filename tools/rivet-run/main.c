/* SPDX-License-Identifier: MIT */
/*
 * rivet-run: runs RISC-V firmware on QEMU or on a board interactively, as a test case or under GDB,
 * and adds source lines to panic reports. The ELF file names the machine.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "cases.h"
#include "host.h"
#include "launch.h"
#include "options.h"
#include "panic.h"

const char program_name[] = "rivet-run";

static int list_cases(const struct elf_file *elf)
{
    struct test_cases cases;
    cases_read(&cases, elf);
    for (size_t i = 0; i < cases.count; i++) {
        puts(cases.items[i].name);
    }
    return RUN_PASS;
}

static int symbolise(const struct elf_file *elf)
{
    struct panic_filter filter = {.elf = elf, .output = STDOUT_FILENO, .is_saved = true};
    char chunk[16384];
    ssize_t length;
    while ((length = read(STDIN_FILENO, chunk, sizeof(chunk))) > 0) {
        panic_filter_feed(&filter, chunk, (size_t)length);
    }
    panic_filter_flush(&filter);
    return RUN_PASS;
}

static int print_command(const struct options *options, const struct elf_file *elf)
{
    struct run_spec spec;
    struct arguments command = {0};
    struct buffer line = {0};
    spec_read(&spec, elf, options->qemu);
    struct launch_request request = {.elf = elf,
                                     .spec = &spec,
                                     .test_case = options->test_case,
                                     .nonce = "NONCE",
                                     .extra = options->extra,
                                     .next = options->next,
                                     .board = choose_board(options, &spec),
                                     .gdb_listener = -1};
    launch_command(&command, &request);
    for (size_t i = 0; i < command.count; i++) {
        buffer_add(&line, " ", i > 0);
        buffer_add_quoted(&line, command.items[i]);
    }
    puts(line.data);
    return RUN_PASS;
}

static int run_mode(const struct options *options, const struct elf_file *elf)
{
    options_check(options);
    switch (options->mode) {
    case MODE_LIST:
        return list_cases(elf);
    case MODE_SYMBOLISE:
        return symbolise(elf);
    case MODE_DECODE:
        return decode(options, elf);
    case MODE_RINGS:
        return show_rings(options, elf);
    case MODE_CTEST_FILE:
        return write_ctest_file(options, elf);
    case MODE_PRINT_COMMAND:
        return print_command(options, elf);
    case MODE_SIZE:
        return show_size(elf);
    case MODE_INTERACTIVE:
        break;
    }
    if (options->gdb != GDB_OFF) {
        return run_gdb(options, elf);
    }
    return options->test_case != NULL ? run_test(options, elf) : run_interactive(options, elf);
}

/* Makes sure that descriptors 0 to 2 are open, which later code relies on. */
static void open_standard_descriptors(void)
{
    int descriptor;
    do {
        descriptor = open("/dev/null", O_RDWR);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    close(descriptor);
}

int main(int argc, char **argv)
{
    struct options options;
    struct elf_file elf;
    (void)argc;
    open_standard_descriptors();
    host_begin(argv[0]);
    options_parse(&options, argv);
    elf_open(&elf, options.elf_path);
    int status = run_mode(&options, &elf);
    flush_output();
    return status;
}
