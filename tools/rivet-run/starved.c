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

static int64_t thread_starved_ms(const char *folder, const char *thread)
{
    char *path = format_text("%s/%s/schedstat", folder, thread);
    FILE *file = fopen(path, "re");
    uint64_t ran = 0, waited = 0;
    free(path);
    if (file == NULL) {
        return 0;
    }
    int found = fscanf(file, "%" SCNu64 " %" SCNu64, &ran, &waited);
    fclose(file);
    return found == 2 ? (int64_t)(waited / NS_IN_MS) : 0;
}

int64_t starved_ms(pid_t pid)
{
    char *folder = format_text("/proc/%d/task", (int)pid);
    DIR *threads = opendir(folder);
    int64_t longest = 0;
    for (struct dirent *entry; threads != NULL && (entry = readdir(threads)) != NULL;) {
        int64_t waited = thread_starved_ms(folder, entry->d_name);
        longest = waited > longest ? waited : longest;
    }
    if (threads != NULL) {
        closedir(threads);
    }
    free(folder);
    return longest;
}
