/* SPDX-License-Identifier: MIT */
/*
 * Linux counts for each thread the time on a processor and the time in a run queue, in ns
 * (Documentation/scheduler/sched-stats.rst).
 */
#include "starved.h"

#include "common.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define NS_IN_MS 1000000

struct times {
    uint64_t waited;  /* of all threads */
    uint64_t longest; /* on a processor, of one thread */
};

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

int64_t starved_ms(pid_t pid, int64_t elapsed_ms)
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
