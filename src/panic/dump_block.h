/* SPDX-License-Identifier: MIT */
/*
 * Where panic/dump.S writes with REPORT block.
 */
#ifndef PANIC_DUMP_BLOCK_H
#define PANIC_DUMP_BLOCK_H

#include <stddef.h>

/** Writes the next characters of the dump, in place of rt_console_write. */
void rti_dump_write(const char *text, size_t size);

/** Writes what is still held, and drains the console, in place of rt_console_drain. */
void rti_dump_drain(void);

#endif
