/* SPDX-License-Identifier: MIT */
/* GDB opens a temporary core file. It takes a third of a second, so tests don't ask it. */
#include "locals.h"

#include "core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LONGEST = 512, /* Of a line; larger variables are cut. */
};

static FILE *start_gdb(const char *elf, const char *core)
{
    struct buffer command = {0};
    buffer_format(&command, "gdb-multiarch -nx -batch -ex 'set width 0' -ex 'info args' "
                            "-ex 'info locals' ");
    buffer_add_quoted(&command, elf);
    buffer_add(&command, " ", 1);
    buffer_add_quoted(&command, core);
    buffer_format(&command, " 2>/dev/null </dev/null");
    FILE *output = popen(command.data, "r");
    buffer_free(&command);
    return output;
}

/* GDB introduces a core file by lines of its own, up to one with the frame and one with the source.
 * Those of variables have the form "name = value". */
static bool is_variable(const char *line)
{
    const char *equals = strstr(line, " = ");
    return equals != NULL && line[0] != '#' && strcspn(line, " ") == (size_t)(equals - line);
}

static void take_lines(struct buffer *text, FILE *output)
{
    char line[LONGEST];
    bool is_first = true;
    while (fgets(line, sizeof(line), output) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (is_variable(line)) {
            buffer_format(text, "\n  %s  %s", is_first ? "locals" : "      ", line);
            is_first = false;
        }
    }
}

void locals_add(struct buffer *text, const struct host_snapshot *host)
{
    char core[] = "/tmp/rivet-dump-XXXXXX";
    const int file = mkstemp(core);
    if (file < 0) {
        return;
    }
    close(file);
    core_write(core, host);
    FILE *output = start_gdb(host->memory->elf->path, core);
    if (output != NULL) {
        take_lines(text, output);
        pclose(output);
    }
    unlink(core);
}
