/* SPDX-License-Identifier: MIT */
/* A serial port of this host: opened, locked, raw. */
#ifndef RIVET_RUN_SERIAL_PORT_H
#define RIVET_RUN_SERIAL_PORT_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * Opens the port. Sets the speed, 8 data bits, no parity, one stop bit, no flow control. Reads and
 * writes don't wait. Ends the program with an error on failure.
 */
int serial_port_open(const char *path, unsigned baud);

/**
 * Locks the port: of two processes that read it, each would get a part of the bytes. The lock ends
 * with the process. @p waits: waits until no other process has it. Returns false and sets errno if
 * another one has it, or if the system has no such lock.
 */
bool serial_port_lock(int port, bool waits);

/** The process that has the lock, or 0 if none has it. */
pid_t serial_port_get_owner(int port);

/** Whether @p line names a line that serial_port_pull knows: dtr or rts. */
bool serial_port_has_line(const char *line);

/** Deasserts the line for a tenth of a second. Returns false and sets errno if the port has none.
 */
bool serial_port_pull(int port, const char *line);

#endif
