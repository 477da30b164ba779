/* SPDX-License-Identifier: MIT */
#ifndef PAYLOAD_PRINT_H
#define PAYLOAD_PRINT_H

/* Prints through DBCN; for any hart. Knows %s, %u and %x, the latter two for unsigned long. */
void say(const char *format, ...);

#endif
