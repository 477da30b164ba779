/* SPDX-License-Identifier: MIT */
/*
 * The panic path: one report over the polled console, then the end.
 *
 * It runs with interrupts off and needs no heap, no stdio and no initialised console.
 */
#include "panic.h"

#include "stdio_flush.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/format.h>
#include <rt/image.h>
#include <rt/trap.h>

#include <stdarg.h>

/* What a shell shows for a process that aborted: 128 + SIGABRT. */
enum {
    PANIC_STATUS = 134
};

/* How deep we are: a fault inside the report must not begin another one of the same kind. */
static volatile unsigned char depth;

struct line {
    char text[64];
    unsigned char size;
};

static void put_to_line(void *context, char c)
{
    struct line *const line = context;

    line->text[line->size++] = c;
    if (c == '\n' || line->size == sizeof line->text) {
        rt_console_write(line->text, line->size);
        line->size = 0;
    }
}

__attribute__((format(printf, 1, 0))) static void say_list(const char *format, va_list arguments)
{
    struct line line;

    line.size = 0;
    rt_format(put_to_line, &line, format, arguments);
    rt_console_write(line.text, line.size);
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
}

static void say_build_id(void)
{
    extern const unsigned char rt_build_id_note[];
    enum {
        NOTE_HEADER = 12,
        OWNER = 4,
        ID = 20
    };

    say("  build   ");
    for (unsigned i = 0; i < ID; i++) {
        say("%02x", rt_build_id_note[NOTE_HEADER + OWNER + i]);
    }
    say("\n");
}

static void say_registers(const struct rt_trap_frame *frame)
{
    static const char names[][4] = {
        "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "s0", "s1", "a0", "a1",
        "a2", "a3", "a4", "a5",  "a6",  "a7", "s2", "s3", "s4", "s5", "s6",
        "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
    };
    const unsigned long *const values = &frame->ra;

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        say("  %-4s%p%s", names[i], (void *)values[i], i % 3 == 2 ? "\n" : "");
    }
    say("\n");
}

/* Begins a report, or ends everything when the report itself keeps failing. */
static void begin(void)
{
    csr_clear(mstatus, MSTATUS_MIE);
    csr_write(mie, 0);
    if (++depth > 2) {
        rt_exit(PANIC_STATUS);
    }
    if (depth == 1) {
        (void)!hal_uart_configure(board_console, BOARD_CONSOLE_BAUD);
        flush_stdout();
    }
    say("\n*** PANIC: ");
}

__attribute__((noreturn)) static void end(void)
{
    say("  hart    %lu\n", csr_read(mhartid));
    say_build_id();
    say("*** END OF PANIC\n");
    rt_exit(PANIC_STATUS);
}

void panic_trap(const struct rt_trap_frame *frame)
{
    begin();
    say("%s\n", rt_trap_cause_name(frame->cause));
    say("  mepc    %p\n", (void *)frame->pc);
    say("  mtval   %p\n", (void *)frame->tval);
    say("  mcause  %p\n", (void *)frame->cause);
    say("  mstatus %p\n", (void *)frame->status);
    say_registers(frame);
    end();
}

void rt_panic(const char *format, ...)
{
    va_list arguments;

    begin();
    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
    say("\n  caller  %p\n", __builtin_return_address(0));
    end();
}
