/* SPDX-License-Identifier: MIT */
/*
 * Turns on the extensions of QEMU's core that the firmware is built for. Their properties appear
 * and change their names from one version of QEMU to the next (Zfh, later zfh). No version lists
 * them all, so they are tried, on a machine without anything but the core.
 */
#include "qemu_extensions.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool takes(const char *qemu, const char *core)
{
    struct buffer command = {0};
    buffer_format(&command, "echo quit | ");
    buffer_add_quoted(&command, qemu);
    buffer_format(&command, " -machine none -nodefaults -display none -monitor stdio -cpu ");
    buffer_add_quoted(&command, core);
    buffer_format(&command, " >/dev/null 2>&1");
    const bool taken = system(command.data) == 0;
    buffer_free(&command);
    return taken;
}

/* The first line that "qemu --version" prints. */
static const char *version_of(const char *qemu)
{
    struct buffer command = {0};
    static char line[256];
    buffer_add_quoted(&command, qemu);
    buffer_format(&command, " --version 2>/dev/null </dev/null");
    FILE *output = popen(command.data, "r");
    if (output == NULL || fgets(line, sizeof(line), output) == NULL) {
        line[0] = '\0';
    }
    if (output != NULL) {
        pclose(output);
    }
    buffer_free(&command);
    line[strcspn(line, "\n")] = '\0';
    return line;
}

/* Adds the property of the extension as this QEMU's core has it; returns false if it has none. */
static bool add_known(struct buffer *value, const char *qemu, const char *model, char *name)
{
    for (int i = 0; i < 2; i++) {
        char *core = format_text("%s,%s=on", model, name);
        const bool taken = takes(qemu, core);
        free(core);
        if (taken) {
            buffer_format(value, ",%s=on", name);
            return true;
        }
        name[0] = (char)toupper((unsigned char)name[0]);
    }
    return false;
}

/* With each property as this QEMU has it; ends the program if it has none. */
static char *search(const struct launch_request *request, const char *core, size_t model_length)
{
    const char *const qemu = request->spec->qemu;
    char *model = format_text("%.*s", (int)model_length, core);
    struct buffer value = {0};
    buffer_format(&value, "%s", model);
    for (const char *next = request->spec->extensions; *next != '\0';) {
        const size_t length = strcspn(next, ",");
        char *name = format_text("%.*s", (int)length, next);
        if (!add_known(&value, qemu, model, name)) {
            die("'%s' is built for the extension %.*s, which the core '%s' of %s (%s) does not "
                "have: use a later QEMU (--qemu), or leave it out of RIVET_ISA",
                request->elf->path, (int)length, next, model, qemu, version_of(qemu));
        }
        free(name);
        next += length + strspn(next + length, ",");
    }
    buffer_format(&value, "%s", core + model_length);
    free(model);
    return value.data;
}

/* "rv64,a=false" becomes "rv64,zba=on,a=false": what the user says of a property comes last. */
static char *complete(const struct launch_request *request, const char *core)
{
    const size_t model_length = strcspn(core, ",");
    struct buffer value = {0};
    buffer_format(&value, "%.*s,", (int)model_length, core);
    for (const char *at = request->spec->extensions; *at != '\0'; at++) {
        buffer_format(&value, *at == ',' ? "=on%c" : "%c", *at);
    }
    buffer_format(&value, "=on%s", core + model_length);
    /* If QEMU or the core is not usable at all, starting the machine reports that. */
    if (takes(request->spec->qemu, value.data) || !takes(request->spec->qemu, core)) {
        return value.data;
    }
    buffer_free(&value);
    return search(request, core, model_length);
}

void qemu_extensions_turn_on(struct arguments *command, const struct launch_request *request)
{
    size_t i = command->count;
    if (request->spec->extensions == NULL) {
        return;
    }
    /* The last one counts. Without any, the machine has a core of its own. */
    while (i > 1 && strcmp(command->items[i - 2], "-cpu") != 0) {
        i--;
    }
    if (i > 1) {
        char *const core = command->items[i - 1];
        command->items[i - 1] = complete(request, core);
        free(core);
    }
}
