/* SPDX-License-Identifier: MIT */
/*
 * The texts of checks on the target. They are not loaded: what is printed is a log record, in whose
 * place rivet-run puts the text.
 */
#include "test.h"

#include "log/hooks.h"
#include "log/log.h"
#include "log/wire.h"

#include <stdio.h>

enum {
    ENDS_CASE = 1
};

void rti_test_begin_line(rt_test_site site)
{
    /* A header without words. */
    const uint32_t record[2] = {(uint32_t)site & ~(uint32_t)ENDS_CASE};
    unsigned char wire[RTI_LOG_WIRE_MAX];
    const size_t size = rti_log_encode(record, 0, (uint16_t)rti_log_build(), wire);

    fwrite(wire, 1, size, stdout);
}

bool rti_test_is_final(rt_test_site site)
{
    return (site & ENDS_CASE) != 0;
}

void rti_test_send_log(void)
{
    if (linked_log() != NULL) {
        linked_log()->end_of_run();
    }
}
