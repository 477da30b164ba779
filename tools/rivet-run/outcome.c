/* SPDX-License-Identifier: MIT */
#include "outcome.h"

#include <string.h>

#include "elf/common.h"
#include "panic.h"

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

void outcome_show_positions(const struct outcome *outcome, const struct elf_file *elf, FILE *file)
{
    struct buffer text = {0};
    struct buffer annotated = {0};
    for (unsigned i = 0; i < outcome->harts; i++) {
        buffer_format(&text, "hart %u was at 0x%0*llx\n", i, elf->is_64 ? 16 : 8,
                      (unsigned long long)outcome->counters[i]);
    }
    if (text.length > 0) {
        panic_annotate(elf, text.data, text.length, &annotated);
        fwrite(annotated.data, 1, annotated.length, file);
    }
    buffer_free(&text);
    buffer_free(&annotated);
}
