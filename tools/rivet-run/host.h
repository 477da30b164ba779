/* SPDX-License-Identifier: MIT */
/*
 * What POSIX does not offer, or not well enough: host/linux.c has Linux's own means, host/posix.c
 * does without. The rest of rivet-run is POSIX.1-2008 with XSI.
 */
#ifndef RIVET_RUN_HOST_H
#define RIVET_RUN_HOST_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** For once at the start, with argv[0]. */
void host_begin(const char *program);

/** Path of this very program, in fresh memory; NULL if it can't be found out. */
char *host_own_path(void);

/** The folder in which a process finds its descriptors as files, by number. */
const char *host_descriptor_folder(void);

/** A new file of @p size zeros that is only in memory, or has no name; negative, with errno, if
 * there can't be one. */
int host_memory_file(size_t size);

/**
 * In a child that is to die with @p parent, whatever ends that. Ends the child with RUN_CANNOT if
 * the parent is already gone. Without Linux a parent that is killed leaves the child, which ends at
 * its next output.
 */
void host_die_with(pid_t parent);

/** Tells by a descriptor that a child has ended. */
struct host_watch {
    int ended; /**< readable then */
    int kept;  /**< end of a pipe that the child keeps, or -1 */
};

/** Before the fork. */
void host_watch_prepare(struct host_watch *watch);

/** In the child. */
void host_watch_keep(const struct host_watch *watch);

/** In the parent. */
void host_watch_begin(struct host_watch *watch, pid_t child);

/**
 * Milliseconds, of the last @p elapsed_ms, that @p pid had no use of, so that a time limit judges
 * the firmware and not what else the machine has to do: the time for which its threads were ready
 * to run and got no processor, all added up, for one may have waited for another's turn. What the
 * thread that ran longest had is never among them, so who spins without end is found out however
 * many wait. 0 where the kernel does not count that.
 */
int64_t host_starved_ms(pid_t pid, int64_t elapsed_ms);

#endif
