/* SPDX-License-Identifier: MIT */
/*
 * From the device tree to the next stage: the same in both firmwares of this folder.
 */
#ifndef NEXT_H
#define NEXT_H

/**
 * Reads the machine, and starts the next stage: the one that the stage before has named, or one in
 * flash or at an address that CMakeLists.txt sets.
 */
__attribute__((noreturn)) void start_next(void);

#endif
