/* SPDX-License-Identifier: MIT */
/* Starts the child that is the machine, with its console and its other descriptors. */
#include "machine.h"

#include "channel.h"
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

_Static_assert(CHILD_END <= FIRST_OWN_DESCRIPTOR, "rivet-run's own collide with the child's");

/* rivet-run opens less than this. */
#define MOST_DESCRIPTORS 256

/* The child's side of a start. */
struct child_setup {
    const struct machine_kind *kind;
    const struct launch_request *request;
    const struct handover *handover;
    struct host_watch watch;
    int input; /* -1: rivet-run's */
    int output;
    int failure; /* the child writes to it if it can't execute the program */
    pid_t parent;
};

static void make_moved_pipe(int ends[2])
{
    if (!make_pipe(ends)) {
        die("cannot make a pipe: %s", strerror(errno));
    }
    ends[0] = out_of_the_way(ends[0]);
    ends[1] = out_of_the_way(ends[1]);
}

int make_socket(int *own_end)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        die("cannot make a socket pair: %s", strerror(errno));
    }
    *own_end = out_of_the_way(ends[0]);
    return out_of_the_way(ends[1]);
}

int make_control(struct machine *machine)
{
    return make_socket(&machine->control);
}

static void take_descriptors(const struct child_setup *setup)
{
    if (setup->input >= 0) {
        dup2(setup->input, STDIN_FILENO);
    }
    dup2(setup->output, STDOUT_FILENO);
    dup2(setup->output, STDERR_FILENO);
    for (int i = CHILD_CONTROL; i < CHILD_END; i++) {
        if (setup->handover->child[i] >= 0) {
            dup2(setup->handover->child[i], i);
        }
    }
}

/* A child that does not become another program would keep rivet-run's descriptors, and the ends of
 * its own pipes among them. */
static void close_own(const struct child_setup *setup)
{
    for (int i = FIRST_OWN_DESCRIPTOR; i < MOST_DESCRIPTORS; i++) {
        if (i != setup->watch.kept) {
            close(i);
        }
    }
}

/* Runs in the child. */
__attribute__((noreturn)) static void become(const struct child_setup *setup)
{
    char **const command = setup->handover->command.items;
    host_die_with(setup->parent);
    host_watch_keep(&setup->watch);
    if (setup->request->input != INPUT_TERMINAL) {
        setpgid(0, 0);
    }
    take_descriptors(setup);
    if (setup->kind->command == NULL) {
        close_own(setup);
        _exit(setup->kind->run(setup->request));
    }
    signal(SIGPIPE, SIG_DFL);
    execvp(command[0], command);
    int error = errno;
    ssize_t ignored = write(setup->failure, &error, sizeof(error));
    (void)ignored;
    _exit(RUN_CANNOT);
}

/* A successful exec closes the child's end; a failed one writes its errno first. */
static void await_exec(int failure, const char *program)
{
    int error;
    if (read(failure, &error, sizeof(error)) == (ssize_t)sizeof(error)) {
        if (error == ENOENT && strchr(program, '/') == NULL) {
            die("%s is not installed, or not in PATH (on Debian: apt install qemu-system-misc)",
                program);
        }
        die("cannot run %s: %s", program, strerror(error));
    }
    close(failure);
}

static void close_handover(const struct handover *handover)
{
    for (int i = CHILD_CONTROL; i < CHILD_END; i++) {
        if (handover->child[i] >= 0) {
            close(handover->child[i]);
        }
    }
}

/* Returns the descriptor that the child reads from; sets machine->input to the write end. */
static int make_input(struct machine *machine, const struct launch_request *request)
{
    machine->input = -1;
    if (request->input == INPUT_TERMINAL) {
        return -1;
    }
    if (request->input == INPUT_NONE && !channel_gives_order(request)) {
        return out_of_the_way(open("/dev/null", O_RDONLY | O_CLOEXEC));
    }
    int ends[2];
    make_moved_pipe(ends);
    machine->input = ends[1];
    fcntl(machine->input, F_SETFL, O_NONBLOCK);
    return ends[0];
}

static const struct machine_kind *kind_of(const struct launch_request *request)
{
    if (request->spec->native) {
        return &native_machine;
    }
    if (request->board.run != NULL) {
        return &command_machine;
    }
    return request->board.port != NULL ? &serial_machine : &qemu_machine;
}

void launch_command(struct arguments *command, const struct launch_request *request)
{
    const struct machine_kind *const kind = kind_of(request);
    kind->check(request);
    if (kind->command == NULL) {
        die("a board on a serial port is not run by a command; without --serial, this is QEMU's");
    }
    kind->command(command, request);
}

/* The pipes of the output and of a failed start; returns rivet-run's end of the latter. */
static int make_pipes(struct machine *machine, struct child_setup *setup)
{
    int output[2];
    int failure[2];
    make_moved_pipe(output);
    make_moved_pipe(failure);
    machine->output = output[0];
    setup->output = output[1];
    setup->failure = failure[1];
    return failure[0];
}

void launch(struct machine *machine, const struct launch_request *request)
{
    struct handover handover = {.command = {0}};
    struct child_setup setup = {
        .kind = kind_of(request), .request = request, .handover = &handover, .parent = getpid()};
    memset(handover.child, -1, sizeof(handover.child));
    machine->control = -1;
    machine->drain = -1;
    machine->kind = setup.kind;
    setup.kind->check(request);
    if (setup.kind->command != NULL) {
        setup.kind->command(&handover.command, request);
    }
    if (setup.kind->prepare != NULL) {
        setup.kind->prepare(&handover, machine, request);
    }
    int failure = make_pipes(machine, &setup);
    setup.input = make_input(machine, request);
    host_watch_prepare(&setup.watch);
    machine->pid = fork();
    if (machine->pid < 0) {
        die("cannot fork: %s", strerror(errno));
    }
    if (machine->pid == 0) {
        become(&setup);
    }
    host_watch_begin(&setup.watch, machine->pid);
    machine->process = setup.watch.ended;
    close(setup.output);
    close(setup.failure);
    if (setup.input >= 0) {
        close(setup.input);
    }
    close_handover(&handover);
    await_exec(failure, handover.command.items != NULL ? handover.command.items[0] : "");
}
