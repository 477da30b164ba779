/* SPDX-License-Identifier: MIT */
/*
 * rivet-run: runs RISC-V firmware on QEMU or on a board interactively, as a test case or under GDB,
 * and adds source lines to panic reports. The ELF file names the machine.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wordexp.h>

#include "cases.h"
#include "host.h"
#include "launch.h"
#include "options.h"
#include "panic.h"

const char program_name[] = "rivet-run";

static const char usage[] =
    "usage: rivet-run [options] FIRMWARE.elf [-- more QEMU arguments]\n"
    "\n"
    "Without a mode, runs the firmware with its console on the terminal (Ctrl-A X leaves) or on\n"
    "a pipe (Ctrl-D is sent at the end of the input); the exit status is the firmware's.\n"
    "\n"
    "  --test CASE        run one test case: exit 0 passed, 1 failed, 77 skipped\n"
    "  --list             print the names of the test cases in the ELF\n"
    "  --ctest-file FILE  write an include file for CTest; with --prefix NAME, --labels 'a;b'\n"
    "  --symbolise        copy standard input, adding source lines to panic reports\n"
    "  --decode           the same, show log records, and make reports of dumps (REPORT host)\n"
    "  --rings FILE       show the log records in a copy of the rings (rti_log_layout.memory)\n"
    "  --print-command    print the QEMU command line\n"
    "  --size             print the flash and memory that the firmware uses\n"
    "  --gdb              wait at reset, start gdb-multiarch, stop at main\n"
    "  --gdbserver        wait at reset for a debugger; prints the port\n"
    "\n"
    "  --json             log records and text as lines of JSON\n"
    "  --raw              the output as it comes, to be saved for --decode\n"
    "  --timeout SECONDS  give up after this time (a test: 10, otherwise: never)\n"
    "  --input FILE       feed FILE to the UART of a test\n"
    "  --kernel FILE      what firmware with BIOS starts; QEMU loads it\n"
    "  --initrd FILE      the initial file system of this kernel\n"
    "  --append TEXT      its command line\n"
    "  --core FILE        write a core file of a dump, for gdb-multiarch FIRMWARE.elf FILE\n"
    "  --port N           port for GDB (any free one)\n"
    "  --connect ADDRESS  with --gdb: the server of a debug probe, such as OpenOCD's :3333; GDB "
    "loads\n"
    "                     the image\n"
    "  --gdb-arg ARG      one more argument for gdb-multiarch; repeatable\n"
    "  --qemu PROGRAM     use this QEMU\n"
    "\n"
    "  --run COMMAND      run the firmware by this command, which has the console on its standard\n"
    "                     input and output; finds $RIVET_ELF, and $RIVET_CASE and $RIVET_TOKEN\n"
    "  --serial PORT      run the firmware on a board that is connected to this serial port\n"
    "  --baud N           its speed (115200)\n"
    "  --load COMMAND     puts the image there and starts it; finds $RIVET_ELF, $RIVET_BIN,\n"
    "                     $RIVET_HEX and $RIVET_PORT. A test loads only if the board has\n"
    "                     another image\n"
    "  --restart HOW      restarts the board: the line dtr or rts, or a command\n"
    "\n"
    "Options in the environment variable RIVET_RUN_OPTIONS come before those of the command line.\n"
    "\n"
    "Exit statuses of its own: 122 stopped from outside, 123 the machine was reset,\n"
    "124 out of time, 125 could not run or write its output, 128+N QEMU was killed by signal N,\n"
    "141 its output is no longer read.\n";

static double seconds(const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(value > 0 && value < 1e6)) {
        die("--timeout needs a number of seconds, not '%s'", text);
    }
    return value;
}

static unsigned port_number(const char *text)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value == 0 || value > 65535) {
        die("--port needs a number from 1 to 65535, not '%s'", text);
    }
    return (unsigned)value;
}

static unsigned baud_rate(const char *text)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value == 0 || value > UINT_MAX) {
        die("--baud needs a number of symbols in a second, such as 115200, not '%s'", text);
    }
    return (unsigned)value;
}

static bool flag(struct options *options, const char *name)
{
    static const struct {
        const char *name;
        enum mode mode;
        enum gdb_mode gdb;
    } flags[] = {
        {"--list", MODE_LIST, GDB_OFF},           {"--symbolise", MODE_SYMBOLISE, GDB_OFF},
        {"--symbolize", MODE_SYMBOLISE, GDB_OFF}, {"--print-command", MODE_PRINT_COMMAND, GDB_OFF},
        {"--gdb", MODE_INTERACTIVE, GDB_ATTACH},  {"--gdbserver", MODE_INTERACTIVE, GDB_SERVER},
        {"--size", MODE_SIZE, GDB_OFF},           {"--decode", MODE_DECODE, GDB_OFF},
    };
    if (strcmp(name, "--json") == 0) {
        options->json = true;
        return true;
    }
    if (strcmp(name, "--raw") == 0) {
        options->raw = true;
        return true;
    }
    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
        if (strcmp(name, flags[i].name) == 0) {
            options->mode = flags[i].mode;
            options->gdb = flags[i].gdb;
            return true;
        }
    }
    return false;
}

static bool text_option(struct options *options, const char *name, const char *value)
{
    const struct {
        const char *name;
        const char **target;
    } texts[] = {
        {"--test", &options->test_case},        {"--ctest-file", &options->ctest_file},
        {"--prefix", &options->prefix},         {"--labels", &options->labels},
        {"--input", &options->input},           {"--qemu", &options->qemu},
        {"--rings", &options->rings},           {"--core", &options->core},
        {"--kernel", &options->next.kernel},    {"--initrd", &options->next.initrd},
        {"--append", &options->next.append},    {"--run", &options->board.run},
        {"--serial", &options->board.port},     {"--load", &options->board.load},
        {"--restart", &options->board.restart}, {"--connect", &options->connect},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strcmp(name, texts[i].name) == 0) {
            *texts[i].target = value;
            return true;
        }
    }
    return false;
}

static void value_option(struct options *options, const char *name, const char *value)
{
    if (value == NULL) {
        die("%s is unknown or needs a value; rivet-run --help shows the options", name);
    }
    if (text_option(options, name, value)) {
        return;
    }
    if (strcmp(name, "--baud") == 0) {
        options->board.baud = baud_rate(value);
    } else if (strcmp(name, "--timeout") == 0) {
        options->timeout = seconds(value);
    } else if (strcmp(name, "--port") == 0) {
        options->port = port_number(value);
    } else if (strcmp(name, "--gdb-arg") == 0) {
        arguments_add(&options->gdb_arguments, value);
    } else {
        die("unknown option %s; rivet-run --help shows the options", name);
    }
}

/* Takes one option, "--name value" or "--name=value"; returns the last argument it used. */
static char **take_option(struct options *options, char **argument)
{
    if (strcmp(*argument, "--help") == 0) {
        fputs(usage, stdout);
        flush_output();
        exit(RUN_PASS);
    }
    if (flag(options, *argument)) {
        return argument;
    }
    char *equals = strchr(*argument, '=');
    if (equals != NULL) {
        char *name = format_text("%.*s", (int)(equals - *argument), *argument);
        value_option(options, name, equals + 1);
        free(name);
        return argument;
    }
    value_option(options, argument[0], argument[1]);
    return argument + 1;
}

static void take_arguments(struct options *options, char **arguments)
{
    for (char **argument = arguments; *argument != NULL; argument++) {
        if (strcmp(*argument, "--") == 0) {
            options->extra = argument + 1;
            break;
        }
        if (strncmp(*argument, "--", 2) == 0) {
            argument = take_option(options, argument);
        } else if (options->elf_path == NULL) {
            options->elf_path = *argument;
        } else {
            die("'%s' is one argument too many (QEMU's own go after --)", *argument);
        }
    }
}

/* Options for all runs, such as those that CTest starts. Quoted as for a shell. */
static void take_environment(struct options *options)
{
    const char *text = getenv("RIVET_RUN_OPTIONS");
    wordexp_t words;
    if (text == NULL) {
        return;
    }
    if (wordexp(text, &words, WRDE_NOCMD | WRDE_UNDEF) != 0) {
        die("RIVET_RUN_OPTIONS is not quoted as a shell requires, or names an unknown variable: %s",
            text);
    }
    take_arguments(options, words.we_wordv);
    if (options->elf_path != NULL || options->extra != NULL) {
        die("RIVET_RUN_OPTIONS has more than options: %s", text);
    }
}

void options_parse(struct options *options, char **argv)
{
    *options = (struct options){.timeout = -1};
    take_environment(options);
    take_arguments(options, argv + 1);
    if (options->elf_path == NULL) {
        die("no firmware given; rivet-run --help shows the usage");
    }
    if (options->rings != NULL) {
        options->mode = MODE_RINGS;
    }
    if (options->ctest_file != NULL) {
        options->mode = MODE_CTEST_FILE;
        if (options->prefix == NULL) {
            die("--ctest-file needs --prefix");
        }
    }
}

struct board choose_board(const struct options *options, const struct run_spec *spec)
{
    struct board board = options->board;
    board.baud = board.baud != 0 ? board.baud : spec->board.baud;
    board.load = board.load != NULL ? board.load : spec->board.load;
    board.restart = board.restart != NULL ? board.restart : spec->board.restart;
    return board;
}

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
    if (options->connect != NULL && options->gdb == GDB_OFF) {
        die("--connect is for --gdb");
    }
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
