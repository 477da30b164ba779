/* SPDX-License-Identifier: MIT */
/* Shared by the host programs: exit statuses, error exit, a growing byte buffer, the clock. */
#ifndef RIVET_ELF_COMMON_H
#define RIVET_ELF_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The programs' own exit statuses. Any other exit status of rivet-run is the firmware's. */
enum run_status {
    RUN_PASS = 0,
    RUN_FAIL = 1,
    RUN_SKIP = 77,
    RUN_STOPPED = 122, /**< QEMU was ended from outside, or its output was cut off */
    RUN_RESET = 123,   /**< the firmware reset the machine */
    RUN_TIMEOUT = 124, /**< still running at the time limit */
    RUN_CANNOT = 125,  /**< could not run: bad ELF, QEMU missing, wrong usage, full disk */
    RUN_UNHEARD = 141, /**< the reader closed the output: as if SIGPIPE had ended it */
};

/** The program's name, for its messages. Each program defines it. */
extern const char program_name[];

/** Prints one sentence on stderr and exits with RUN_CANNOT. */
__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);

/** Growing bytes; always NUL-terminated once something was added. */
struct buffer {
    char *data;
    size_t length;
    size_t capacity;
};

void buffer_add(struct buffer *buffer, const void *data, size_t length);
__attribute__((format(printf, 2, 3))) void buffer_format(struct buffer *buffer, const char *format,
                                                         ...);
/** Adds a number to a buffer of numbers; returns false if it is already there. */
bool buffer_add_new(struct buffer *buffer, uint64_t number);
void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);

/** A growing, NULL-terminated argument vector; it copies its strings. */
struct arguments {
    char **items;
    size_t count;
    size_t capacity;
};

void arguments_add(struct arguments *arguments, const char *text);
/** Adds an option and its value, if the value is not NULL. */
void arguments_add_option(struct arguments *arguments, const char *option, const char *value);
__attribute__((format(printf, 2, 3))) void arguments_format(struct arguments *arguments,
                                                            const char *format, ...);

/** Formats into newly allocated memory. */
__attribute__((format(printf, 1, 2))) char *format_text(const char *format, ...);

/** The first occurrence of @p text in @p length bytes, or NULL. */
const void *find_bytes(const void *bytes, size_t length, const char *text);

/** Makes a pipe that children do not inherit; returns false and sets errno if it fails. */
bool make_pipe(int ends[2]);

/** Descriptors below this are reserved for a child. */
#define FIRST_OWN_DESCRIPTOR 16

/** Moves a descriptor above those of a child and sets close-on-exec. Returns the new one. */
int out_of_the_way(int descriptor);

/**
 * Writes everything, also to a non-blocking descriptor; returns false and sets errno on failure.
 */
bool write_all(int descriptor, const void *data, size_t length);

/**
 * The same for the user's output. On failure ends the program: with RUN_UNHEARD if the reader has
 * closed the output, which is no error, else with an error message.
 */
void write_output(int descriptor, const void *data, size_t length);

/** Writes everything printed on stdout; on failure ends the program like write_output(). */
void flush_output(void);

/** Whole milliseconds of a time in seconds, at least 1, because a limit of 0 means none. */
int64_t to_ms(double seconds);

/** Milliseconds of the monotonic clock. */
int64_t clock_ms(void);

/** Whether the @p length bytes at @p text begin with @p prefix. */
bool begins_with(const char *text, size_t length, const char *prefix);

/** Appends @p text quoted for a POSIX shell, only where it needs quotes. */
void buffer_add_quoted(struct buffer *buffer, const char *text);

#endif
