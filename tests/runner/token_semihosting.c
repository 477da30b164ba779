/* SPDX-License-Identifier: MIT */
/* Reads the token from the semihosting command line, and gives verdicts in lines. */
#include "token.h"

#include <rt/semihosting.h>

#include <stdio.h>
#include <string.h>

const char *test_token(void)
{
    static char line[256];

    rt_semihosting_command_line(line, sizeof(line));
    return strrchr(line, ' ') + 1;
}

void put_verdict(const char *word)
{
    printf("RIVET-VERDICT %s %s\n", test_token(), word);
}
