/* SPDX-License-Identifier: MIT */
/* A serial port of this host: opened, locked, raw. */
#ifndef RIVET_RUN_SERIAL_PORT_H
#define RIVET_RUN_SERIAL_PORT_H

#include <stdbool.h>

/**
 * Opens the port and waits until no other rivet-run uses it. Sets the speed, 8 data bits, no
 * parity, one stop bit, no flow control. Reads and writes don't wait. Ends the program with an
 * error on failure.
 */
int serial_port_open(const char *path, unsigned baud);

/** Whether @p line names a line that serial_port_pull knows: dtr or rts. */
bool serial_port_has_line(const char *line);

/** Deasserts the line for a tenth of a second. Returns false and sets errno if the port has none.
 */
bool serial_port_pull(int port, const char *line);

#endif
