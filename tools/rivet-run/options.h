/* SPDX-License-Identifier: MIT */
/* The command line of rivet-run, and the modes that it selects. */
#ifndef RIVET_RUN_OPTIONS_H
#define RIVET_RUN_OPTIONS_H

#include "elf/common.h"
#include "elf/elf_file.h"
#include "log_filter.h"
#include "next_stage.h"
#include "spec.h"

enum mode {
    MODE_INTERACTIVE,
    MODE_SYMBOLISE,
    MODE_DECODE,
    MODE_RINGS,
    MODE_LIST,
    MODE_CTEST_FILE,
    MODE_PRINT_COMMAND,
    MODE_SIZE,
};

enum gdb_mode {
    GDB_OFF,
    GDB_ATTACH, /**< start GDB and attach it */
    GDB_SERVER, /**< only wait for a debugger */
};

struct options {
    enum mode mode;
    enum gdb_mode gdb;
    const char *elf_path;
    const char *test_case;
    const char *input;      /**< file to feed to the UART in a test */
    const char *ctest_file; /**< where to write the CTest file */
    const char *core;       /**< where to write a core file of a dump */
    const char *prefix;
    const char *labels;
    const char *qemu;    /**< program to use instead of the one the ELF names */
    const char *connect; /**< a debugger's server that runs, HOST:PORT */
    const char *rings;   /**< file with a copy of the log's rings */
    bool raw;            /**< the output as it comes */
    bool json;           /**< log records and text as JSON lines */
    double timeout;      /**< seconds; negative: not given */
    unsigned slow;       /**< time limits are so many times as long */
    unsigned port;       /**< 0: any free one */
    struct arguments gdb_arguments;
    struct next_stage next;
    struct board board; /**< what the command line says of it; the rest is in the ELF */
    char **extra;       /**< QEMU arguments after "--", NULL-terminated */
};

/** Parses argv; prints the usage and exits if asked to. */
void options_parse(struct options *options, char **argv);

/** Ends the program with an error if an option would have no effect. */
void options_check(const struct options *options);

/** The board that is to be used: the options, and what they leave out from the ELF. */
struct board choose_board(const struct options *options, const struct run_spec *spec);

/** Runs one case in one boot. */
int run_test(const struct options *options, const struct elf_file *elf);

/** Runs the firmware with its console on standard input and output. */
int run_interactive(const struct options *options, const struct elf_file *elf);

/** Runs QEMU, which waits for GDB at the first instruction. */
int run_gdb(const struct options *options, const struct elf_file *elf);

/** Writes the file that lists the cases for CTest. */
int write_ctest_file(const struct options *options, const struct elf_file *elf);

/** Prints the flash and memory that the firmware uses. */
int show_size(const struct elf_file *elf);

/** Copies standard input to standard output: log records as lines, panics with source lines. */
int decode(const struct options *options, const struct elf_file *elf);

/** Prints the log records in a copy of the rings' memory, which GDB's `rivet log` makes. */
int show_rings(const struct options *options, const struct elf_file *elf);

/** How log records are shown on standard output. */
enum log_style log_style(const struct options *options);

/** Path of this program. */
char *own_path(void);

/** Makes a new token for the verdict line. */
void make_nonce(char nonce[17]);

/** The case's record; ends the program if the ELF has records but not this one. */
struct test_case;
const struct test_case *require_case(const struct elf_file *elf, const char *name);

#endif
