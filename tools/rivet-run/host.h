/* SPDX-License-Identifier: MIT */
/*
 * Functions that POSIX lacks or supports poorly. host/linux.c uses Linux's interfaces, host/posix.c
 * only POSIX. The rest of rivet-run is POSIX.1-2008 with XSI.
 */
#ifndef RIVET_RUN_HOST_H
#define RIVET_RUN_HOST_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** Call once at the start, with argv[0]. */
void host_begin(const char *program);

/** Path of this program, in newly allocated memory; NULL if unknown. */
char *host_own_path(void);

/** The folder in which a process finds its descriptors as files, by number. */
const char *host_descriptor_folder(void);

/** Makes a file of @p size zeros, in memory or without a name. Returns its descriptor; on failure a
 * negative number, with errno set. */
int host_memory_file(size_t size);

/**
 * Call in a child. Makes the child end when @p parent ends for any reason. Exits with RUN_CANNOT if
 * the parent has already ended. On systems other than Linux the child of a killed parent ends only
 * at its next output.
 */
void host_die_with(pid_t parent);

/** Makes a descriptor readable when a child has ended. */
struct host_watch {
    int ended; /**< readable when the child has ended */
    int kept;  /**< the child's end of a pipe, or -1 */
};

/** Call before the fork. */
void host_watch_prepare(struct host_watch *watch);

/** Call in the child. */
void host_watch_keep(const struct host_watch *watch);

/** Call in the parent. */
void host_watch_begin(struct host_watch *watch, pid_t child);

/**
 * Milliseconds, of the last @p elapsed_ms, for which @p pid was ready to run but got no processor.
 * A time limit that excludes them does not depend on the host's other load. The waits of all its
 * threads are added up, because one may have waited for another. The processor time of the busiest
 * thread is never counted as waiting, so an endless loop is found with any number of waiting
 * threads. Returns 0 if the kernel does not count waits.
 */
int64_t host_starved_ms(pid_t pid, int64_t elapsed_ms);

#endif
