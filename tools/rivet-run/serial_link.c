/* SPDX-License-Identifier: MIT */
#include "serial_link.h"

#include "channel.h"
#include "machine.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ctrl-A X leaves, as under QEMU. */
#define ESCAPE 0x01

enum watched {
    WATCH_PORT,
    WATCH_INPUT,
    WATCH_COUNT
};

void serial_link_report(const char *event)
{
    char *line = format_text("{\"event\": %s}\n", event);
    write_all(CHILD_CONTROL, line, strlen(line));
    free(line);
}

bool serial_link_take_output(struct serial_link *link)
{
    unsigned char chunk[4096];
    ssize_t length = read(CHILD_PORT, chunk, sizeof(chunk));
    if (length < 0) {
        return errno == EAGAIN || errno == EINTR;
    }
    serial_console_take(&link->console, chunk, (size_t)length);
    if (link->holds) {
        buffer_add(&link->held, chunk, (size_t)length);
    } else {
        write_all(STDOUT_FILENO, chunk, (size_t)length);
    }
    return length > 0;
}

void serial_link_begin(struct serial_link *link, const struct launch_request *request)
{
    link->request = request;
    link->holds = false;
    buffer_clear(&link->held);
    serial_console_start(&link->console, request->elf, channel_gives_order(request));
}

/* Passes on what the user types. Returns false if that was Ctrl-A X; Ctrl-A twice is one. */
static bool pass_typed(struct serial_link *link, const unsigned char *typed, ssize_t length)
{
    for (ssize_t i = 0; i < length; i++) {
        if (link->was_escape && (typed[i] == 'x' || typed[i] == 'X')) {
            return false;
        }
        link->was_escape = !link->was_escape && typed[i] == ESCAPE;
        if (!link->was_escape) {
            write_all(CHILD_PORT, &typed[i], 1);
        }
    }
    return true;
}

/* Passes input on; closes it at its end. Returns false if the user leaves. */
static bool take_input(struct serial_link *link, struct pollfd *watch)
{
    unsigned char chunk[256];
    ssize_t length = read(STDIN_FILENO, chunk, sizeof(chunk));
    if (length <= 0) {
        watch->fd = -1;
        return true;
    }
    if (link->request->input == INPUT_TERMINAL) {
        return pass_typed(link, chunk, length);
    }
    write_all(CHILD_PORT, chunk, (size_t)length);
    return true;
}

int serial_link_serve(struct serial_link *link)
{
    struct pollfd watch[WATCH_COUNT] = {[WATCH_PORT] = {.fd = CHILD_PORT, .events = POLLIN},
                                        [WATCH_INPUT] = {.fd = STDIN_FILENO, .events = POLLIN}};
    int wait;
    while ((wait = serial_console_wait(&link->console)) != 0) {
        int ready = poll(watch, WATCH_COUNT, wait);
        if (ready == 0) {
            break;
        }
        if (ready < 0) {
            continue; /* a signal; nothing is valid in watch */
        }
        if (watch[WATCH_PORT].revents != 0 && !serial_link_take_output(link)) {
            serial_link_report("\"SHUTDOWN\", \"reason\": \"port-lost\"");
            return RUN_STOPPED;
        }
        if (watch[WATCH_INPUT].revents != 0 && !take_input(link, &watch[WATCH_INPUT])) {
            serial_link_report("\"SHUTDOWN\", \"reason\": \"host-qmp-quit\"");
            return RUN_PASS;
        }
    }
    return serial_console_status(&link->console);
}

void serial_link_release(struct serial_link *link)
{
    link->holds = false;
    write_all(STDOUT_FILENO, link->held.data, link->held.length);
}
