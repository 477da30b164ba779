/* SPDX-License-Identifier: MIT */
/*
 * LOG_TO semihosting: records go to the terminal of the debugger or emulator, the file ":tt" of the
 * semihosting specification.
 */
#include "log.h"

#include <rt/semihosting.h>

enum {
    MODE_WRITE_BINARY = 5
};

static long terminal = -1;

static bool is_open(void)
{
    const struct {
        const char *name;
        unsigned long mode;
        unsigned long size;
    } block = {":tt", MODE_WRITE_BINARY, 3};

    if (terminal == -1) {
        terminal = rt_semihosting_call(SEMIHOSTING_SYS_OPEN, &block);
    }
    return terminal != -1;
}

static bool write(const void *bytes, size_t size)
{
    if (!is_open()) {
        /* For hosts that can't read ":tt"; see console/semihosting.c. */
        for (size_t i = 0; i < size; i++) {
            rt_semihosting_call(SEMIHOSTING_SYS_WRITEC, (const unsigned char *)bytes + i);
        }
        return true;
    }
    const struct {
        long handle;
        const void *bytes;
        size_t size;
    } block = {terminal, bytes, size};

    return rt_semihosting_call(SEMIHOSTING_SYS_WRITE, &block) == 0;
}

bool rti_log_output(const void *bytes, size_t size, volatile bool *is_sent)
{
    const unsigned long state = hal_critical_enter();
    const bool is_written = write(bytes, size);

    *is_sent = is_written;
    hal_critical_exit(state);
    return is_written;
}
