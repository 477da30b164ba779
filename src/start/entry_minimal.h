/* SPDX-License-Identifier: MIT */
/*
 * The same as entry_standard.h for the smallest firmware (MINIMAL in rivet_add_firmware): no
 * thread-local storage, no protection, no devices.
 */
#ifndef ENTRY_MINIMAL_H
#define ENTRY_MINIMAL_H

#include "entry.h"

#include <rt/exit.h>

/* A macro, so that no backtrace has a frame for it. */
#define ENTER_MAIN()                    \
    do {                                \
        run_constructors();             \
        rt_exit(main(0, no_arguments)); \
    } while (0)

#endif
