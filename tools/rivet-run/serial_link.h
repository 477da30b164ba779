/* SPDX-License-Identifier: MIT */
/* The bytes between the serial port, the user and the session. For the child of serial.c. */
#ifndef RIVET_RUN_SERIAL_LINK_H
#define RIVET_RUN_SERIAL_LINK_H

#include "launch.h"
#include "serial_console.h"

#include <stdbool.h>

struct serial_link {
    const struct launch_request *request;
    struct serial_console console;
    struct buffer held; /**< output that is not passed on yet */
    bool holds;
    bool was_escape; /**< the user has typed Ctrl-A */
};

/** Forgets what was before. Output is passed on at once until link.holds is set. */
void serial_link_begin(struct serial_link *link, const struct launch_request *request);

/** Reports an event to the session, as machine.h has them. */
void serial_link_report(const char *event);

/** Takes what has arrived. Returns false if the port is gone. */
bool serial_link_take_output(struct serial_link *link);

/** Passes on the output that was held. */
void serial_link_release(struct serial_link *link);

/** Copies both ways until the firmware or the port ends, or the user leaves. Returns the exit
 * status. */
int serial_link_serve(struct serial_link *link);

#endif
