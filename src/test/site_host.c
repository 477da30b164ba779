/* SPDX-License-Identifier: MIT */
/*
 * The texts of checks on the host.
 */
#include "test.h"

#include <stdio.h>

void rti_test_begin_line(rt_test_site site)
{
    printf("%s:%d: check failed: %s", site->file, site->line, site->text);
}

bool rti_test_is_final(rt_test_site site)
{
    return site->final;
}

void rti_test_send_log(void)
{
}
