/* SPDX-License-Identifier: MIT */
/* Reads the token from the semihosting command line. */
#include "token.h"

#include <rt/semihosting.h>

#include <string.h>

const char *test_token(void)
{
    static char line[256];

    rt_semihosting_command_line(line, sizeof(line));
    return strrchr(line, ' ') + 1;
}
