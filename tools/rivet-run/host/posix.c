/* SPDX-License-Identifier: MIT */
/*
 * Any POSIX system, without Linux's extensions. A child is watched by a pipe that nobody writes to:
 * when the child ends, its end of the pipe closes and the pipe becomes readable.
 */
#include "../host.h"

#include "elf/common.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *own_name = "rivet-run";

void host_begin(const char *program)
{
    own_name = program != NULL ? program : own_name;
}

/* A name without a slash was found in PATH. */
char *host_own_path(void)
{
    const char *folders = strchr(own_name, '/') == NULL ? getenv("PATH") : NULL;
    if (folders == NULL) {
        return realpath(own_name, NULL);
    }
    while (*folders != '\0') {
        const int length = (int)strcspn(folders, ":");
        char *path = format_text("%.*s/%s", length, folders, own_name);
        char *found = access(path, X_OK) == 0 ? realpath(path, NULL) : NULL;
        free(path);
        if (found != NULL) {
            return found;
        }
        folders += folders[length] == ':' ? length + 1 : length;
    }
    return NULL;
}

const char *host_descriptor_folder(void)
{
    return "/dev/fd";
}

int host_memory_file(size_t size)
{
    const char *folder = getenv("TMPDIR");
    char *path = format_text("%s/rivet-run-XXXXXX", folder != NULL ? folder : "/tmp");
    const int descriptor = mkstemp(path);
    if (descriptor >= 0) {
        unlink(path);
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    free(path);
    return descriptor >= 0 && ftruncate(descriptor, (off_t)size) == 0 ? descriptor : -1;
}

void host_die_with(pid_t parent)
{
    if (getppid() != parent) {
        _exit(RUN_CANNOT);
    }
}

void host_watch_prepare(struct host_watch *watch)
{
    int ends[2];
    if (!make_pipe(ends)) {
        die("cannot make a pipe: %s", strerror(errno));
    }
    *watch = (struct host_watch){out_of_the_way(ends[0]), out_of_the_way(ends[1])};
}

void host_watch_keep(const struct host_watch *watch)
{
    fcntl(watch->kept, F_SETFD, 0);
}

void host_watch_begin(struct host_watch *watch, pid_t child)
{
    (void)child;
    close(watch->kept);
    watch->kept = -1;
}

int64_t host_starved_ms(pid_t pid, int64_t elapsed_ms)
{
    (void)pid;
    (void)elapsed_ms;
    return 0;
}
