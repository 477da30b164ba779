/* SPDX-License-Identifier: MIT */
/*
 * Turns on the extensions of QEMU's core that the firmware is built for, and off what the board
 * says (without=). Their properties appear and change their names from one version of QEMU to the
 * next (Zfh, later zfh). No version lists them all, so they are tried, on a machine without
 * anything but the core.
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

/* Adds the property as this QEMU's core has it; returns false if it has none. */
static bool add_known(struct buffer *value, const char *qemu, const char *model, char *name,
                      const char *setting)
{
    for (int i = 0; i < 2; i++) {
        char *core = format_text("%s,%s=%s", model, name, setting);
        const bool taken = takes(qemu, core);
        free(core);
        if (taken) {
            buffer_format(value, ",%s=%s", name, setting);
            return true;
        }
        name[0] = (char)toupper((unsigned char)name[0]);
    }
    return false;
}

/* The next of the names that commas separate, newly allocated; NULL at the end. */
static char *next_name(const char **names)
{
    const size_t length = *names != NULL ? strcspn(*names, ",") : 0;
    if (length == 0) {
        return NULL;
    }
    char *name = format_text("%.*s", (int)length, *names);
    *names += length + strspn(*names + length, ",");
    return name;
}

/* With each property as this QEMU has it; ends the program if it lacks an extension. */
static char *search(const struct launch_request *request, const char *model, const char *settings)
{
    const struct run_spec *spec = request->spec;
    const char *extensions = spec->extensions;
    const char *without = spec->without;
    struct buffer value = {0};
    buffer_format(&value, "%s", model);
    for (char *name; (name = next_name(&extensions)) != NULL; free(name)) {
        if (!add_known(&value, spec->qemu, model, name, "on")) {
            name[0] = (char)tolower((unsigned char)name[0]);
            die("'%s' is built for the extension %s, which the core '%s' of %s (%s) does not "
                "have: use a later QEMU (--qemu), or leave it out of RIVET_ISA",
                request->elf->path, name, model, spec->qemu, version_of(spec->qemu));
        }
    }
    for (char *name; (name = next_name(&without)) != NULL; free(name)) {
        (void)add_known(&value, spec->qemu, model, name, "off");
    }
    buffer_format(&value, "%s", settings);
    return value.data;
}

static void add_all(struct buffer *value, const char *names, const char *setting)
{
    for (char *name; (name = next_name(&names)) != NULL; free(name)) {
        buffer_format(value, ",%s=%s", name, setting);
    }
}

/* "rv64,a=false" becomes "rv64,zba=on,a=false": what the user says of a property comes last. */
static char *insert(const struct run_spec *spec, const char *core, const char *without)
{
    struct buffer value = {0};
    buffer_format(&value, "%.*s", (int)strcspn(core, ","), core);
    add_all(&value, spec->extensions, "on");
    add_all(&value, without, "off");
    buffer_format(&value, "%s", core + strcspn(core, ","));
    return value.data;
}

/* First without what is to be off: an earlier QEMU does not know it, and does not need it. */
static char *complete(const struct launch_request *request, const char *core)
{
    const struct run_spec *spec = request->spec;
    const char *const without[] = {NULL, spec->without};
    char *value = NULL;
    for (unsigned i = 0; i < (spec->without != NULL ? 2 : 1); i++) {
        free(value);
        value = insert(spec, core, without[i]);
        if (takes(spec->qemu, value)) {
            return value;
        }
    }
    char *model = format_text("%.*s", (int)strcspn(core, ","), core);
    /* If QEMU or the core is not usable at all, starting the machine reports that. */
    if (takes(spec->qemu, model)) {
        free(value);
        value = search(request, model, core + strlen(model));
    }
    free(model);
    return value;
}

void qemu_extensions_turn_on(struct arguments *command, const struct launch_request *request)
{
    size_t i = command->count;
    if (request->spec->extensions == NULL && request->spec->without == NULL) {
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
