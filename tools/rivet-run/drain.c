/* SPDX-License-Identifier: MIT */
/*
 * The part of GDB's remote protocol that a breakpoint needs. Answers are not acknowledged, because
 * a byte that QEMU receives while the machine runs stops it. Each packet of ours counts as an
 * acknowledgement of QEMU's last one.
 */
#include "drain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_one_of(const char *argument, const char *const names[], size_t count)
{
    argument += begins_with(argument, strlen(argument), "--"); /* QEMU takes both */
    for (size_t i = 0; i < count; i++) {
        if (strcmp(argument, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool names_drive(const char *argument)
{
    static const char *const names[] = {"-drive", "-blockdev", "-pflash", "-mtdblock", "-sd",
                                        "-hda",   "-hdb",      "-hdc",    "-hdd"};
    return is_one_of(argument, names, sizeof(names) / sizeof(names[0]));
}

static bool names_gdb_server(const char *argument)
{
    static const char *const names[] = {"-s", "-gdb"};
    return is_one_of(argument, names, sizeof(names) / sizeof(names[0]));
}

static void look_at(char **arguments, bool *drive, bool *gdb_server)
{
    for (; arguments != NULL && *arguments != NULL; arguments++) {
        *drive = *drive || names_drive(*arguments);
        *gdb_server = *gdb_server || names_gdb_server(*arguments);
    }
}

bool drain_needed(const struct launch_request *request, uint64_t *address)
{
    bool drive = false;
    bool gdb_server = request->gdb_listener >= 0;
    if (request->spec->native) {
        return false;
    }
    look_at(request->spec->extra.items, &drive, &gdb_server);
    look_at(request->extra, &drive, &gdb_server);
    return drive && !gdb_server && elf_find_symbol(request->elf, "rti_end_run", address);
}

static void add_packet(struct buffer *packets, const char *text)
{
    unsigned sum = 0;
    for (const char *at = text; *at != '\0'; at++) {
        sum += (unsigned char)*at;
    }
    buffer_format(packets, "$%s#%02x", text, sum & 0xff);
}

/* @p change is "Z0" to set the breakpoint, or "z0" to remove it. */
static void change_and_go_on(const struct drain *drain, const char *change)
{
    struct buffer packets = {0};
    char *text = format_text("%s,%llx,4", change, (unsigned long long)drain->address);
    add_packet(&packets, text);
    add_packet(&packets, "c");
    write_all(drain->socket, packets.data, packets.length);
    buffer_free(&packets);
    free(text);
}

void drain_start(struct drain *drain)
{
    drain->started = true;
    change_and_go_on(drain, "Z0");
}

void drain_take(struct drain *drain)
{
    char chunk[512];
    ssize_t length = read(drain->socket, chunk, sizeof(chunk));
    if (length > 0) {
        buffer_add(&drain->answers, chunk, (size_t)length);
    } else if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
        close(drain->socket);
        drain->socket = -1;
        return;
    }
    if (!drain->stopped && drain->answers.length > 0 &&
        strstr(drain->answers.data, "$T05") != NULL) {
        drain->stopped = true;
        change_and_go_on(drain, "z0");
    }
}
