/* SPDX-License-Identifier: MIT */
/** @file
 * Calls to the debugger or emulator that hosts the firmware. They follow "Semihosting for AArch32
 * and AArch64", with the calling sequence of the RISC-V semihosting specification.
 */
#ifndef RT_SEMIHOSTING_H
#define RT_SEMIHOSTING_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The operations that the runtime uses, by their names in the specification, which defines their
 * arguments. rt_semihosting_call also accepts the numbers of other operations.
 */
enum rt_semihosting_operation {
    SEMIHOSTING_SYS_OPEN = 0x01,          /**< Opens a file. */
    SEMIHOSTING_SYS_CLOSE = 0x02,         /**< Closes it. */
    SEMIHOSTING_SYS_WRITEC = 0x03,        /**< Writes a character to the console. */
    SEMIHOSTING_SYS_WRITE = 0x05,         /**< Writes to a file. */
    SEMIHOSTING_SYS_READ = 0x06,          /**< Reads from a file. */
    SEMIHOSTING_SYS_SEEK = 0x0a,          /**< Sets the position in a file. */
    SEMIHOSTING_SYS_FLEN = 0x0c,          /**< Returns a file's size. */
    SEMIHOSTING_SYS_REMOVE = 0x0e,        /**< Deletes a file. */
    SEMIHOSTING_SYS_RENAME = 0x0f,        /**< Renames a file. */
    SEMIHOSTING_SYS_GET_CMDLINE = 0x15,   /**< Copies the command line. */
    SEMIHOSTING_SYS_EXIT_EXTENDED = 0x20, /**< Ends the run with a status. */
};

/**
 * Makes one semihosting call. @p argument is a value or the address of a block of words. Returns
 * the host's result, or -1 if there is no host. Callable from anywhere.
 */
long rt_semihosting_call(long operation, const void *argument);

/**
 * Copies the host's command line to @p buffer of @p size bytes, terminated by a NUL.
 *
 * @return false if there is no host or the line doesn't fit; @p buffer is then empty.
 */
bool rt_semihosting_command_line(char *buffer, size_t size);

#ifdef __cplusplus
}
#endif

#endif
