/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run --gdb` and `--gdbserver`. rivet-run opens the port itself and passes it to QEMU. A
 * free port thus stays reserved, and a busy one is reported before anything is started.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cases.h"
#include "channel.h"
#include "gdb_command.h"
#include "host.h"
#include "options.h"
#include "panic.h"
#include "session.h"

static int open_port(unsigned *port)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)*port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t length = sizeof(address);
    fcntl(listener, F_SETFD, FD_CLOEXEC);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    /* The connection inherits this. Without it each answer waits 40 ms for a delayed
     * acknowledgement. */
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1) != 0) {
        die("port %u cannot be used for GDB: %s (leave --port out to get a free one)", *port,
            strerror(errno));
    }
    getsockname(listener, (struct sockaddr *)&address, &length);
    *port = ntohs(address.sin_port);
    return listener;
}

static int serve(const struct options *options, const struct elf_file *elf, int listener,
                 enum input_kind input)
{
    struct run_spec spec;
    char nonce[17];
    spec_read(&spec, elf, options->qemu);
    if (spec.native) {
        die("'%s' is a program of this host; start GDB on it directly", elf->path);
    }
    make_nonce(nonce);
    struct channel channel;
    channel_start(&channel);
    if (input == INPUT_TERMINAL && options->test_case != NULL && !spec.semihosting) {
        input = INPUT_FED; /* QEMU reads a terminal itself, so no order could be given */
    }
    struct panic_filter filter = {.elf = elf, .output = STDOUT_FILENO};
    struct session session = {
        .request = {.elf = elf,
                    .spec = &spec,
                    .test_case = options->test_case,
                    .nonce = nonce,
                    .extra = options->extra,
                    .next = options->next,
                    .input = input,
                    .gdb_listener = listener},
        .timeout_ms = options->timeout > 0 ? to_ms(options->timeout) : 0,
        .source = STDIN_FILENO,
        .sink = panic_filter_feed,
        .idle = panic_filter_flush,
        .context = &filter,
        .channel = channel_is_used(elf, &spec) ? &channel : NULL,
    };
    struct outcome outcome = session_run(&session);
    panic_filter_flush(&filter);
    fprintf(stderr, "rivet-run: the firmware %s\n", outcome_text(&outcome));
    if (outcome.end == SESSION_REFUSED) {
        return RUN_CANNOT;
    }
    return outcome.end == SESSION_EXITED ? outcome.status : RUN_FAIL;
}

/*
 * This process becomes GDB, so that GDB owns the terminal. A child watches QEMU. It ends when GDB
 * ends, and QEMU ends with it.
 */
static int attach(const struct options *options, const struct elf_file *elf, int listener,
                  unsigned port)
{
    struct arguments command = {0};
    char *server = format_text("remote 127.0.0.1:%u", port);
    gdb_command(&command, options, elf, server, NULL);
    gdb_require(command.items[0]);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0) {
        die("cannot fork: %s", strerror(errno));
    }
    if (pid == 0) {
        host_die_with(parent);
        setpgid(0, 0);
        _exit(serve(options, elf, listener, INPUT_NONE));
    }
    execvp(command.items[0], command.items);
    die("cannot start %s: %s", command.items[0], strerror(errno));
}

/* A probe's server has the board already. GDB loads it, and stays connected when the firmware
 * ends. */
static int connect_gdb(const struct options *options, const struct elf_file *elf,
                       const struct run_spec *spec)
{
    struct arguments command = {0};
    struct board board = choose_board(options, spec);
    if (options->gdb != GDB_ATTACH) {
        die("--connect is the port of a debugger's server that runs: use it with --gdb");
    }
    if (options->test_case != NULL || options->next.kernel != NULL || options->extra != NULL) {
        die("--test, --kernel and arguments after -- have no effect on a board behind --connect");
    }
    char *server = format_text("extended-remote %s", options->connect);
    gdb_command(&command, options, elf, server, &board);
    gdb_require(command.items[0]);
    execvp(command.items[0], command.items);
    die("cannot start %s: %s", command.items[0], strerror(errno));
}

int run_gdb(const struct options *options, const struct elf_file *elf)
{
    unsigned port = options->port;
    struct run_spec spec;
    spec_read(&spec, elf, options->qemu);
    if (options->connect != NULL) {
        return connect_gdb(options, elf, &spec);
    }
    if (options->board.port != NULL || options->board.run != NULL) {
        die("neither a serial port nor --run has a debugger's port: --gdb and --gdbserver need "
            "QEMU, or --gdb the port of a probe's server by --connect");
    }
    if (!spec.native) {
        spec_require_qemu(&spec, elf);
    }
    if (options->test_case != NULL) {
        require_case(elf, options->test_case);
    }
    int listener = open_port(&port);
    if (options->gdb == GDB_ATTACH) {
        return attach(options, elf, listener, port);
    }
    printf("GDB port: %u\n", port);
    fflush(stdout);
    fprintf(stderr, "rivet-run: waiting; in GDB: target remote :%u\n", port);
    return serve(options, elf, listener, isatty(STDIN_FILENO) ? INPUT_TERMINAL : INPUT_FED);
}
