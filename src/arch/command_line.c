/* SPDX-License-Identifier: MIT */
/*
 * Reads the semihosting command line.
 */
#include <rt/semihosting.h>

bool rt_semihosting_command_line(char *buffer, size_t size)
{
    struct {
        char *text;
        size_t size;
    } block = {buffer, size};

    if (rt_semihosting_call(SEMIHOSTING_SYS_GET_CMDLINE, &block) != 0) {
        buffer[0] = '\0';
        return false;
    }
    return true;
}
