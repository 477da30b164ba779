/* SPDX-License-Identifier: MIT */
/*
 * The console on the terminal of the debugger or emulator: the file ":tt" of the semihosting
 * specification.
 */
#include <rt/console.h>
#include <rt/semihosting.h>

enum {
    MODE_READ = 0,
    MODE_WRITE = 4
};

static long open_terminal(unsigned long mode)
{
    const struct {
        const char *name;
        unsigned long mode;
        unsigned long size;
    } block = {":tt", mode, 3};

    return rt_semihosting_call(SEMIHOSTING_SYS_OPEN, &block);
}

/* For hosts that can't read ":tt": QEMU 7.2 can't if a PMP region ends on the string's page. */
static void write_each(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        rt_semihosting_call(SEMIHOSTING_SYS_WRITEC, &text[i]);
    }
}

void rt_console_write(const char *text, size_t size)
{
    const long terminal = open_terminal(MODE_WRITE);
    const struct {
        long handle;
        const char *text;
        size_t size;
    } block = {terminal, text, size};

    if (terminal == -1) {
        write_each(text, size);
        return;
    }
    rt_semihosting_call(SEMIHOSTING_SYS_WRITE, &block);
    rt_semihosting_call(SEMIHOSTING_SYS_CLOSE, &terminal);
}

/* The host has received everything when a call returns. */
void rt_console_drain(void)
{
}

int rt_console_read(void)
{
    static long terminal;
    unsigned char byte;

    if (terminal == 0) {
        terminal = open_terminal(MODE_READ);
    }
    const struct {
        long handle;
        unsigned char *byte;
        size_t size;
    } block = {terminal, &byte, 1};

    /* The host returns how many bytes it could not deliver. */
    return rt_semihosting_call(SEMIHOSTING_SYS_READ, &block) == 0 ? byte : -1;
}
