/* SPDX-License-Identifier: MIT */
/*
 * Every kind of record, from C. Another file has its own level.
 */
#include "kinds.h"

#include <stdio.h>

void log_in_detail(void);

int main(void)
{
    printf("text before\n");
    log_all();
    log_in_detail();
    printf("text without a newline");
    fflush(stdout);
    RT_LOG_INFO("record");
    printf("\xc3\xbctext \xf8\xfb of any bytes \xff\x05\n");
    return 0;
}
