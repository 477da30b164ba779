/* SPDX-License-Identifier: MIT */
/*
 * A board on a serial port as the machine: this child puts the image on it, restarts it, and copies
 * the console's bytes. serial_console.c finds the end of a run; without one, it lasts until the
 * user leaves.
 *
 * To load an image takes longer than a test, and wears out flash. So for a test case the board is
 * first restarted as it is: test firmware says by its build which image it is, and only another one
 * is replaced. A board without a way to restart it has started over after the last case, and asks
 * for the next one.
 */
#include "machine.h"

#include "channel.h"
#include "serial_board.h"
#include "serial_command.h"
#include "serial_link.h"
#include "serial_port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define DEFAULT_BAUD 115200

/* How long a board may take to say what firmware it has. If it takes longer, it is loaded again. */
#define ANSWER_MS 1500

/* Restarts the board if it can, and waits until it says that it has this image. */
static bool has_image(struct serial_link *link)
{
    struct pollfd watch = {.fd = CHILD_PORT, .events = POLLIN};
    link->holds = true;
    if (!serial_board_restart(&link->request->board, link->request->elf)) {
        return false;
    }
    const int64_t limit = clock_ms() + ANSWER_MS;
    for (int64_t left; !link->console.is_known && (left = limit - clock_ms()) > 0;) {
        if (poll(&watch, 1, (int)left) <= 0 || !serial_link_take_output(link)) {
            break;
        }
    }
    return link->console.has_image;
}

/* Makes the board run the image. */
static bool start(struct serial_link *link, const struct launch_request *request)
{
    const struct board *board = &request->board;
    serial_link_begin(link, request);
    tcflush(CHILD_PORT, TCIOFLUSH);
    if (board->load == NULL) {
        return serial_board_restart(board, request->elf);
    }
    if (channel_gives_order(request) && has_image(link)) {
        return true;
    }
    serial_link_begin(link, request);
    tcflush(CHILD_PORT, TCIOFLUSH);
    return serial_board_load(board, request->elf);
}

/* Keys go to the firmware as they are, but that Enter sends LF. */
static void make_terminal_raw(void)
{
    struct termios settings;
    if (tcgetattr(STDIN_FILENO, &settings) == 0) {
        settings.c_iflag &= ~(tcflag_t)(BRKINT | INPCK | ISTRIP | IXON);
        settings.c_iflag |= ICRNL;
        settings.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
        tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    }
}

/* Cases that CTest runs at the same time have the board in turn. */
static bool lock_port(const char *path)
{
    if (serial_port_lock(CHILD_PORT, false)) {
        return true;
    }
    pid_t owner = serial_port_get_owner(CHILD_PORT);
    if (owner != 0) {
        serial_say("waiting for '%s', which process %ld has", path, (long)owner);
    }
    if (!serial_port_lock(CHILD_PORT, true)) {
        serial_say("cannot lock the serial port '%s': %s", path, strerror(errno));
        return false;
    }
    return true;
}

static int run(const struct launch_request *request)
{
    static struct serial_link link;
    fcntl(CHILD_PORT, F_SETFD, FD_CLOEXEC); /* the board's commands have them no longer */
    fcntl(CHILD_CONTROL, F_SETFD, FD_CLOEXEC);
    fcntl(CHILD_MESSAGES, F_SETFD, FD_CLOEXEC);
    if (!lock_port(request->board.port) || !start(&link, request)) {
        return RUN_CANNOT;
    }
    if (request->input == INPUT_TERMINAL) {
        make_terminal_raw(); /* before rivet-run changes the settings too */
    }
    serial_link_report("\"RESUME\"");
    serial_link_release(&link);
    return serial_link_serve(&link);
}

static void check(const struct launch_request *request)
{
    const char *path = request->elf->path;
    if (request->next.kernel != NULL || (request->extra != NULL && *request->extra != NULL)) {
        die("--kernel and arguments after -- are for QEMU, not for a board on a serial port");
    }
    if (request->spec->console_semihosting) {
        die("'%s' has its console by semihosting, which a serial port does not have", path);
    }
    if (request->test_case != NULL && request->spec->semihosting) {
        die("'%s' asks for its test case by semihosting, which a serial port does not have: "
            "configure its build with -DRIVET_SEMIHOSTING=OFF",
            path);
    }
}

static void prepare(struct handover *handover, struct machine *machine,
                    const struct launch_request *request)
{
    const struct board *board = &request->board;
    handover->child[CHILD_PORT] =
        serial_port_open(board->port, board->baud != 0 ? board->baud : DEFAULT_BAUD);
    handover->child[CHILD_CONTROL] = make_control(machine);
    handover->child[CHILD_MESSAGES] = out_of_the_way(dup(STDERR_FILENO));
}

const struct machine_kind serial_machine = {
    .refusal = "the board was not loaded or not restarted",
    .start_ms = 600000,
    .check = check,
    .prepare = prepare,
    .run = run,
};
