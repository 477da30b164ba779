/* SPDX-License-Identifier: MIT */
/*
 * The panic path: writes one report to the polled console and ends the run.
 *
 * It runs on the trap stack with interrupts off and needs no heap, stdio or initialised memory. The
 * progress of a panic is kept in the hart's block, which start.S clears first.
 */
#include "panic.h"

#include "console/flush.h"
#include "exit/end_run.h"
#include "hart/stop.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/format.h>
#include <rt/trap.h>

enum {
    /* The time for a full FIFO of 64 bytes at 9600 baud. */
    LAST_WORDS_US = 70000,
    /* For all harts together. A simulator on a busy host may delay a hart for this long. */
    ANSWER_US = 1000000,
};

struct line {
    char *kept; /* If not full, gets a copy of the output. */
    size_t room;
    size_t size;
    char text[64];
};

static void put_to_line(void *context, char c)
{
    struct line *const line = context;

    if (line->room != 0) {
        line->room--;
        *line->kept++ = c;
    }
    line->text[line->size++] = c;
    if (line->size == sizeof(line->text)) {
        rt_console_write(line->text, line->size);
        line->size = 0;
    }
}

/* Returns the unused size of kept. */
__attribute__((format(printf, 3, 0))) static size_t say_list(char *kept, size_t room,
                                                             const char *format, va_list list)
{
    struct line line;

    line.kept = kept;
    line.room = room;
    line.size = 0;
    rt_format(put_to_line, &line, format, list);
    rt_console_write(line.text, line.size);
    return line.room;
}

void rti_panic_say(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say_list(NULL, 0, format, list);
    va_end(list);
}

__attribute__((format(printf, 1, 0))) static void give_reason(const char *format, va_list list)
{
    char reason[sizeof(rti_panic_last.reason) - 1];

    rti_panic_say("\n*** PANIC: ");
    const size_t left = say_list(reason, sizeof(reason), format, list);
    rti_panic_record_begin(reason, sizeof(reason) - left);
}

void rti_panic_reason(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    give_reason(format, list);
    va_end(list);
}

/* The short report failed too: end the run without a report, but with the right status. */
__attribute__((noreturn)) static void give_up(struct rt_hart *hart)
{
    const unsigned state = hart->state;

    hart->state = RT_HART_DEAD;
    if (state != RT_HART_DEAD) {
        rti_end_run(RT_PANIC_STATUS);
    }
    rt_halt();
}

__attribute__((noreturn)) static void end(void)
{
    rti_panic_say("\n*** END OF PANIC\n");
    rt_console_drain();
    rt_panic_end();
    rt_exit(RT_PANIC_STATUS);
}

static void say_where(const struct rt_trap_frame *frame)
{
    rti_panic_say_trap(frame);
    rti_panic_say("\n  ra      %p", (void *)frame->ra);
}

/* The compiler checked the format at the call of rt_panic. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void rti_panic_say_call(const struct rt_trap_frame *frame)
{
    say_list(NULL, 0, (const char *)frame->a0, (va_list)panic_call_arguments(frame));
}

/* Reports the call's message as the reason. Changes the frame as if the caller had trapped. */
static void explain_call(const struct panic_snapshot *snapshot, struct rt_trap_frame *frame)
{
    const uintptr_t call = rti_panic_call_site(snapshot, frame->ra);
    const va_list arguments = (va_list)panic_call_arguments(frame);

    frame->sp += PANIC_CALL_FRAME;
    frame->pc = call != 0 ? call : frame->ra;
    frame->cause = PANIC_NO_CAUSE;
    frame->tval = 0;
    give_reason((const char *)frame->a0, arguments);
}
#pragma GCC diagnostic pop

__attribute__((noreturn)) static void fault_in_report(struct rt_trap_frame *frame)
{
    struct panic_snapshot *const snapshot = &rti_panic_snapshot;
    const struct rt_trap_frame *const first = snapshot->frame;

    snapshot->frame = frame;
    if (panic_is_call(frame)) {
        explain_call(snapshot, frame);
        rti_panic_say("\n  inside  the report of a panic");
    } else {
        rti_panic_reason("%s, inside the report of a panic", rt_trap_cause_name(frame->cause));
    }
    rti_panic_record_finish(snapshot);
    say_where(frame);
    rti_panic_say("\n  the panic that was being reported:");
    say_where(first);
    if (snapshot->state == RT_HART_RUNNING) {
        rti_panic_snapshot_harts(snapshot, 0);
    }
    end();
}

static struct panic_snapshot *begin(struct rt_trap_frame *frame)
{
    struct panic_snapshot *const snapshot = &rti_panic_snapshot;
    struct rt_hart *const hart = rt_hart_block_of_trap();
    const enum rt_hart_state state = hart->state;

    csr_clear(mstatus, MSTATUS_MIE);
    csr_write(mie, 0);
    if (state >= RT_HART_DYING) {
        give_up(hart);
    }
    if (state == RT_HART_PANICKING) {
        hart->state = RT_HART_DYING;
        fault_in_report(frame);
    }
    hart->state = RT_HART_PANICKING;
    if (state == RT_HART_RUNNING) {
        rti_hart_stop_others(frame);
    }
    rti_panic_snapshot_fill(snapshot, frame, state);
    if (state == RT_HART_RUNNING) {
        /* Wait for the program's last output: configuring the port would discard it. */
        (void)!hal_uart_flush(board_console, LAST_WORDS_US);
    }
    (void)!hal_uart_configure(board_console, BOARD_CONSOLE_BAUD);
    if (state == RT_HART_RUNNING) {
        flush_stdout();
    }
    return snapshot;
}

__attribute__((noreturn)) static void finish(struct panic_snapshot *snapshot)
{
    rti_panic_snapshot_finish(snapshot);
    rti_panic_record_finish(snapshot);
    if (snapshot->state == RT_HART_BOOTING) {
        rti_panic_say("\n  during  start-up: memory was not initialised yet");
    }
    rti_panic_report(snapshot);
    if (snapshot->state == RT_HART_RUNNING) {
        rti_panic_snapshot_harts(snapshot, ANSWER_US);
        rti_panic_show_harts(snapshot);
    }
    end();
}

void rti_panic_trap(struct rt_trap_frame *frame)
{
    struct panic_snapshot *const snapshot = begin(frame);

    rti_panic_explain(snapshot);
    finish(snapshot);
}

void rti_panic_call(struct rt_trap_frame *frame)
{
    struct panic_snapshot *const snapshot = begin(frame);

    explain_call(snapshot, frame);
    finish(snapshot);
}
