/* SPDX-License-Identifier: MIT */
/* Runs addr2line, or another installed tool with the same options. */
#include "symboliser.h"

#include "host.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The tools in order of preference, with an argument that only some need. RIVET_ADDR2LINE belongs
 * to the GCC that the user chose.
 */
static const struct tool {
    const char *name;
    const char *option;
    bool riscv_only;
} tools[] = {
#ifdef RIVET_ADDR2LINE
    {RIVET_ADDR2LINE, "-a", true},
#endif
    {"riscv64-unknown-elf-addr2line", "-a", true},
    {"riscv64-elf-addr2line", "-a", true},
    {"riscv-none-elf-addr2line", "-a", true},
    {"riscv32-unknown-elf-addr2line", "-a", true},
    {"llvm-symbolizer-19", "--output-style=GNU", false},
    {"llvm-symbolizer", "--output-style=GNU", false},
    {"addr2line", "-a", false},
};

static uint64_t asked(uint64_t address, bool is_return_address)
{
    return is_return_address ? address - 1 : address;
}

void symboliser_want(struct symboliser *symbols, uint64_t address, bool is_return_address)
{
    address = asked(address, is_return_address);
    for (unsigned i = 0; i < symbols->count; i++) {
        if (symbols->items[i].address == address) {
            return;
        }
    }
    if (symbols->count < SYMBOLISER_MAX) {
        symbols->items[symbols->count++].address = address;
    }
}

const char *symboliser_place(const struct symboliser *symbols, uint64_t address,
                             bool is_return_address)
{
    address = asked(address, is_return_address);
    for (unsigned i = 0; i < symbols->count; i++) {
        if (symbols->items[i].address == address) {
            return symbols->items[i].place;
        }
    }
    return NULL;
}

static void tool_command(struct arguments *command, const struct symboliser *symbols,
                         const struct elf_file *elf, const struct tool *tool)
{
    const char *options[] = {tool->name, tool->option, "-a", "-f", "-i", "-p", "-C", "-e"};
    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
        arguments_add(command, options[i]);
    }
    arguments_add(command, elf->path);
    for (unsigned i = 0; i < symbols->count; i++) {
        arguments_format(command, "0x%llx", (unsigned long long)symbols->items[i].address);
    }
}

static void free_arguments(struct arguments *command)
{
    for (size_t i = 0; i < command->count; i++) {
        free(command->items[i]);
    }
    free(command->items);
}

static void read_all(int descriptor, struct buffer *output)
{
    char chunk[4096];
    ssize_t length;
    while ((length = read(descriptor, chunk, sizeof(chunk))) > 0) {
        buffer_add(output, chunk, (size_t)length);
    }
}

static bool run_tool(const struct arguments *command, struct buffer *output)
{
    int ends[2];
    if (!make_pipe(ends)) {
        return false;
    }
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        host_die_with(parent);
        dup2(ends[1], STDOUT_FILENO);
        int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execvp(command->items[0], command->items);
        _exit(127);
    }
    close(ends[1]);
    if (pid > 0) {
        read_all(ends[0], output);
    }
    close(ends[0]);
    int status = 0;
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* Whether "path:line" names a file of this machine. */
static bool is_there(char *path)
{
    char *line = strrchr(path, ':');
    if (path[0] != '/' || line == NULL) {
        return false;
    }
    *line = '\0';
    bool found = access(path, F_OK) == 0;
    *line = ':';
    return found;
}

/*
 * Compilers name Rivet's sources "rivet/...", but may put the build folder's name before that. If
 * the complete path exists, it is a user's file in a folder called rivet. In Clang's firmware the
 * build folder is "/", so "//rivet/..." is Rivet's source even if the checkout is /rivet.
 */
static void drop_build_folder(char *path)
{
    static const char root[] = "/rivet/";
    if (is_there(path) && path[1] != '/') {
        return;
    }
    for (char *found; (found = strstr(path, root)) != NULL;) {
        memmove(path, found + 1, strlen(found + 1) + 1);
    }
}

/* Shortens "main at /src/./x.c:3"; adds nothing for "?? ??:0". */
static void add_place(struct buffer *place, char *text)
{
    static const char inlined[] = "(inlined by) ";
    text += strspn(text, " ");
    bool inner = begins_with(text, strlen(text), inlined);
    text += inner ? strlen(inlined) : 0;
    if (text[0] == '?' && strstr(text, "?:") != NULL) {
        return;
    }
    char *discriminator = strstr(text, " (discriminator");
    if (discriminator != NULL) {
        *discriminator = '\0';
    }
    char *path = strstr(text, " at ");
    if (path != NULL) {
        drop_build_folder(path + strlen(" at "));
    }
    buffer_format(place, inner ? "\n        inlined into %s" : "%s", text);
}

/* Each address starts with "0x...: "; lines without it belong to the previous address. */
static void take_places(struct symboliser *symbols, char *text)
{
    int index = -1;
    struct buffer place = {0};
    char *save = NULL;
    for (char *line = strtok_r(text, "\n", &save);; line = strtok_r(NULL, "\n", &save)) {
        bool starts = line != NULL && strncmp(line, "0x", 2) == 0 && strchr(line, ':') != NULL;
        if (line == NULL || starts) {
            if (index >= 0 && index < (int)symbols->count && place.length > 0) {
                symbols->items[index].place = format_text("%s", place.data);
            }
            buffer_clear(&place);
            index++;
        }
        if (line == NULL) {
            break;
        }
        add_place(&place, starts ? strchr(line, ':') + 1 : line);
    }
    buffer_free(&place);
}

void symboliser_run(struct symboliser *symbols, const struct elf_file *elf,
                    struct buffer *complaint)
{
    bool done = symbols->count == 0;
    for (size_t i = 0; !done && i < sizeof(tools) / sizeof(tools[0]); i++) {
        if (tools[i].riscv_only && !elf->is_riscv) {
            continue;
        }
        struct arguments command = {0};
        struct buffer output = {0};
        tool_command(&command, symbols, elf, &tools[i]);
        done = run_tool(&command, &output) && output.length > 0;
        if (done) {
            take_places(symbols, output.data);
        }
        buffer_free(&output);
        free_arguments(&command);
    }
    if (!done) {
        buffer_format(complaint, "(not symbolised: none of riscv64-unknown-elf-addr2line, "
                                 "llvm-symbolizer, addr2line works here)\n");
    }
}

void symboliser_free(struct symboliser *symbols)
{
    for (unsigned i = 0; i < symbols->count; i++) {
        free(symbols->items[i].place);
    }
    symbols->count = 0;
}
