/* SPDX-License-Identifier: MIT */
/* A serial port of this host: opened, locked, raw. */
#ifndef RIVET_RUN_SERIAL_PORT_H
#define RIVET_RUN_SERIAL_PORT_H

#include <stdbool.h>

/**
 * Opens the port. Sets the speed, 8 data bits, no
 * parity, one stop bit, no flow control. Reads and writes don't wait. Ends the program with an
 * error on failure.
 */
int serial_port_open(const char *path, unsigned baud);

/**
 * Waits until no other process has the lock: of two that read one port, each would get a part of
 * the bytes. It ends with the process. Returns false and sets errno if the system has no such lock.
 */
bool serial_port_lock(int port);

/** Whether @p line names a line that serial_port_pull knows: dtr or rts. */
bool serial_port_has_line(const char *line);

/** Deasserts the line for a tenth of a second. Returns false and sets errno if the port has none.
 */
bool serial_port_pull(int port, const char *line);

#endif
