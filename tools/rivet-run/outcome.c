/* SPDX-License-Identifier: MIT */
#include "outcome.h"

#include "elf/common.h"

#include <string.h>

const char *outcome_text(const struct outcome *outcome)
{
    switch (outcome->end) {
    case SESSION_EXITED:
        return format_text("exited with status %d", outcome->status);
    case SESSION_KILLED:
        return format_text("was killed by signal %d (%s)", outcome->status,
                           strsignal(outcome->status));
    case SESSION_TIMEOUT:
        return "was still running when the time was up";
    case SESSION_RESET:
        return "reset the machine";
    case SESSION_LEFT:
        return "was ended: QEMU was asked to quit";
    case SESSION_STOPPED:
        return "was stopped from outside: QEMU got a signal";
    case SESSION_FLOODED:
        return "printed more than the allowed amount of output";
    case SESSION_CRASHED:
        return "crashed the machine (QEMU says guest-panic)";
    case SESSION_REFUSED:
        return outcome->refusal != NULL
                   ? format_text("did not run: %s", outcome->refusal)
                   : format_text("did not run: QEMU exited with status %d before that",
                                 outcome->status);
    case SESSION_LOST:
        return "was lost: the serial port is gone";
    }
    return "ended in an unknown way";
}
