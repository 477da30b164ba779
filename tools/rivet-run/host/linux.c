/* SPDX-License-Identifier: MIT */
/*
 * Linux: a child dies with its parent (prctl(2)) and is watched by a pidfd (pidfd_open(2)). The
 * time that its threads were kept waiting is counted (Documentation/scheduler/sched-stats.rst).
 */
#define _GNU_SOURCE

#include "../host.h"

#include "elf/common.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NS_IN_MS 1000000

struct times {
    uint64_t waited;  /* of all threads */
    uint64_t longest; /* on a processor, of one thread */
};

void host_begin(const char *program)
{
    (void)program;
}

char *host_own_path(void)
{
    return realpath("/proc/self/exe", NULL);
}

const char *host_descriptor_folder(void)
{
    return "/proc/self/fd";
}

int host_memory_file(size_t size)
{
    const int descriptor = memfd_create("rivet-run", MFD_CLOEXEC);
    if (descriptor < 0) {
        return -1;
    }
    return ftruncate(descriptor, (off_t)size) == 0 ? descriptor : -1;
}

void host_die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(RUN_CANNOT);
    }
}

void host_watch_prepare(struct host_watch *watch)
{
    *watch = (struct host_watch){-1, -1};
}

void host_watch_keep(const struct host_watch *watch)
{
    (void)watch;
}

void host_watch_begin(struct host_watch *watch, pid_t child)
{
    watch->ended = (int)syscall(SYS_pidfd_open, child, 0);
    if (watch->ended < 0) {
        die("cannot watch the child: %s", strerror(errno));
    }
}

static void add_thread(struct times *times, const char *folder, const char *thread)
{
    char *path = format_text("%s/%s/schedstat", folder, thread);
    FILE *file = fopen(path, "re");
    uint64_t ran = 0, waited = 0;
    free(path);
    if (file == NULL) {
        return;
    }
    if (fscanf(file, "%" SCNu64 " %" SCNu64, &ran, &waited) == 2) {
        times->waited += waited;
        times->longest = ran > times->longest ? ran : times->longest;
    }
    fclose(file);
}

int64_t host_starved_ms(pid_t pid, int64_t elapsed_ms)
{
    char *folder = format_text("/proc/%d/task", (int)pid);
    DIR *threads = opendir(folder);
    struct times times = {0};
    for (struct dirent *entry; threads != NULL && (entry = readdir(threads)) != NULL;) {
        add_thread(&times, folder, entry->d_name);
    }
    if (threads != NULL) {
        closedir(threads);
    }
    free(folder);
    int64_t waited = (int64_t)(times.waited / NS_IN_MS);
    int64_t unused = elapsed_ms - (int64_t)(times.longest / NS_IN_MS);
    return waited < unused ? waited : unused;
}
