/* SPDX-License-Identifier: MIT */
/*
 * Refuses options that would have no effect. A run that ignores one is another run than the user
 * asked for: QEMU in place of a board, or a board with its old image.
 */
#include "options.h"

#include <string.h>

/* What is said of a connected board. The board's file may have the same and no port. */
static void check_board(const struct options *options)
{
    const struct board *board = &options->board;
    const struct {
        const char *name;
        bool is_given;
    } described[] = {
        {"--load", board->load != NULL},
        {"--load-timeout", board->load_timeout != 0},
        {"--restart", board->restart != NULL},
        {"--baud", board->baud != 0},
    };
    for (size_t i = 0; i < sizeof(described) / sizeof(described[0]); i++) {
        if (board->port == NULL && described[i].is_given) {
            die("%s is for a board on a serial port: give --serial PORT too", described[i].name);
        }
    }
    if ((board->port != NULL || board->run != NULL) && options->qemu != NULL) {
        die("--qemu has no effect with %s, which does not run QEMU: leave one of them out",
            board->port != NULL ? "--serial" : "--run");
    }
}

/* HOST:PORT, in what forms GDB has for it, or the path of a device or socket. */
static bool is_address(const char *text)
{
    const char *colon = strrchr(text, ':');
    unsigned ignored;
    return *text == '/' || (colon != NULL && read_number(colon + 1, 1, 65535, &ignored));
}

static void check_connection(const struct options *options)
{
    if (options->connect == NULL) {
        if (options->board.gdb_reset != NULL) {
            die("--gdb-reset is for --gdb --connect ADDRESS");
        }
        return;
    }
    if (options->gdb == GDB_OFF) {
        die("--connect is for --gdb");
    }
    if (!is_address(options->connect)) {
        die("--connect needs the address of a debugger's server, such as :3333 or HOST:PORT, or "
            "the path of a probe's device, not '%s'",
            options->connect);
    }
    if (options->board.port != NULL || options->board.run != NULL || options->qemu != NULL) {
        die("--serial, --run and --qemu have no effect on a board behind --connect: leave them "
            "out, and read a serial port with a terminal program");
    }
}

void options_check(const struct options *options)
{
    check_connection(options);
    if (options->mode == MODE_INTERACTIVE || options->mode == MODE_PRINT_COMMAND) {
        check_board(options);
    }
}

struct board choose_board(const struct options *options, const struct run_spec *spec)
{
    const struct board *described = &spec->board;
    struct board board = options->board;
    board.baud = board.baud != 0 ? board.baud : described->baud;
    board.load = board.load != NULL ? board.load : described->load;
    board.load_timeout = board.load_timeout != 0 ? board.load_timeout : described->load_timeout;
    board.restart = board.restart != NULL ? board.restart : described->restart;
    board.gdb_reset = board.gdb_reset != NULL ? board.gdb_reset : described->gdb_reset;
    return board;
}
