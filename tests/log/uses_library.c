/* SPDX-License-Identifier: MIT */
/*
 * Firmware that logs only in a library.
 */
#include <stdio.h>

void log_in_library(const char *text);

int main(void)
{
    log_in_library("from main");
    printf("end of main\n");
    return 0;
}
