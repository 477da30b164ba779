/* SPDX-License-Identifier: MIT */
/* Parses the command line and RIVET_RUN_OPTIONS. */
#include "options.h"

#include "usage.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wordexp.h>

static double seconds(const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(value > 0 && value < 1e6)) {
        die("--timeout needs a number of seconds, not '%s'", text);
    }
    return value;
}

static unsigned number(const char *option, const char *text, unsigned low, unsigned high)
{
    unsigned value;
    if (!read_number(text, low, high, &value)) {
        die("%s needs a number from %u to %u, not '%s'", option, low, high, text);
    }
    return value;
}

static unsigned baud_rate(const char *text)
{
    unsigned value;
    if (!read_number(text, 1, UINT_MAX, &value)) {
        die("--baud needs a number of symbols in a second, such as 115200, not '%s'", text);
    }
    return value;
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

/* An empty value is a variable of the shell that is not set, where nothing empty has a meaning. */
static bool text_option(struct options *options, const char *name, const char *value)
{
    const struct {
        const char *name;
        const char **target;
        bool may_be_empty;
    } texts[] = {
        {"--test", &options->test_case, false},
        {"--ctest-file", &options->ctest_file, false},
        {"--prefix", &options->prefix, false},
        {"--labels", &options->labels, true},
        {"--input", &options->input, false},
        {"--qemu", &options->qemu, false},
        {"--rings", &options->rings, false},
        {"--core", &options->core, false},
        {"--kernel", &options->next.kernel, false},
        {"--initrd", &options->next.initrd, false},
        {"--append", &options->next.append, true},
        {"--run", &options->board.run, false},
        {"--serial", &options->board.port, false},
        {"--load", &options->board.load, false},
        {"--restart", &options->board.restart, false},
        {"--connect", &options->connect, false},
        {"--gdb-reset", &options->board.gdb_reset, false},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strcmp(name, texts[i].name) != 0) {
            continue;
        }
        if (*value == '\0' && !texts[i].may_be_empty) {
            die("%s needs a value, not ''", name);
        }
        *texts[i].target = value;
        return true;
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
    } else if (strcmp(name, "--load-timeout") == 0) {
        options->board.load_timeout = number(name, value, 1, MOST_LOAD_TIMEOUT);
    } else if (strcmp(name, "--timeout") == 0) {
        options->timeout = seconds(value);
    } else if (strcmp(name, "--slow") == 0) {
        options->slow = number(name, value, 1, 1000);
    } else if (strcmp(name, "--port") == 0) {
        options->port = number(name, value, 1, 65535);
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
    *options = (struct options){.timeout = -1, .slow = 1};
    take_environment(options);
    take_arguments(options, argv + 1);
    if (options->elf_path == NULL) {
        die("no firmware given; rivet-run --help shows the usage");
    }
    /* What the build writes for CTest is multiplied when CTest runs it. */
    if (options->timeout > 0 && options->ctest_file == NULL) {
        options->timeout *= options->slow;
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
