/* SPDX-License-Identifier: MIT */
/*
 * The panic path: writes one report to the polled console and ends the run.
 *
 * It runs on the trap stack with interrupts off and needs no heap, stdio or initialised memory. The
 * report has parts. A fault in one, because a device is missing or a variable damaged, is another
 * trap: that is mentioned, and the next part follows, on a stack that is empty again.
 */
#include "panic.h"

#include "base/text_table.h"
#include "console/flush.h"
#include "hart/stop.h"
#include "log/hooks.h"
#include "trap/trap.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/trap.h>

enum {
    /* The time for a full FIFO of 64 bytes at 9600 baud. */
    LAST_WORDS_US = 70000,
    /* For all harts together. A simulator on a busy host may delay a hart for this long. */
    ANSWER_US = 1000000,
};

/* The parts in their order. Those before the reason fail in silence, and are listed after it. */
enum part {
    PART_FRAME,
    PART_STOP,
    PART_LAST_WORDS,
    PART_PORT,
    PART_STDOUT,
    PART_LOG,
    PART_REASON,
    PART_PROTECTION,
    PART_TIME,
    PART_RECORD,
    PART_REPORT,
    PART_HARTS,
    PART_LAST_LINE,
    PART_END,
    PART_LAST_LINE_AGAIN,
    PART_EXIT,
    PART_NONE,
};

static const char part_names[] = "frame\0"
                                 "stop of harts\0"
                                 "port's output\0"
                                 "port's settings\0"
                                 "stdout's text\0"
                                 "log\0"
                                 "reason\0"
                                 "protection\0"
                                 "time\0"
                                 "record\0"
                                 "rest\0"
                                 "harts\0"
                                 "end\0"
                                 "rt_panic_end\0"
                                 "end";

/* Changes the frame of a call as if the caller had trapped. Not inline: two functions call it. */
static __attribute__((noinline)) void move_to_caller(const struct panic_snapshot *snapshot,
                                                     struct rt_trap_frame *frame)
{
    const uintptr_t call = rti_panic_call_site(snapshot, frame->ra);

    frame->sp += PANIC_CALL_FRAME;
    frame->pc = call != 0 ? call : frame->ra;
    frame->cause = PANIC_NO_CAUSE;
    frame->tval = 0;
}

static void take_frame(struct panic_snapshot *snapshot)
{
    if (panic_is_call(&rti_panic_frame)) {
        move_to_caller(snapshot, &rti_panic_frame);
        rti_panic_snapshot_take_given(snapshot);
    }
    if (snapshot->state != RT_HART_BOOTING) {
        rti_panic_snapshot_take_handlers(snapshot);
    }
}

static __attribute__((noinline)) void say_missing(unsigned part)
{
    rti_panic_say("\n  missing %s", rti_nth_text(part_names, part));
}

static void say_earlier_faults(const struct panic_snapshot *snapshot)
{
    for (unsigned i = 0; i < PART_REASON; i++) {
        if ((snapshot->failed >> i & 1) != 0) {
            say_missing(i);
        }
    }
    if (snapshot->state == RT_HART_BOOTING) {
        rti_panic_say("\n  during  start-up: memory was not initialised yet");
    }
}

static void say_last_line(void)
{
    rti_panic_say("\n*** END OF PANIC\n");
    rt_console_drain();
}

/* Whether a part needs memory that start-up has initialised. */
static bool needs_memory(enum part part)
{
    return part == PART_STOP || part == PART_LAST_WORDS || part == PART_STDOUT ||
           part == PART_LOG || part == PART_HARTS;
}

static void do_part(struct panic_snapshot *snapshot, enum part part)
{
    if (snapshot->state == RT_HART_BOOTING && needs_memory(part)) {
        return;
    }
    switch (part) {
    case PART_STOP:
        rti_hart_stop_others();
        break;
    case PART_LAST_WORDS:
        /* What the program has written before. Configuring the port would discard it. */
        hal_ignore(hal_uart_flush(board_console, LAST_WORDS_US));
        break;
    case PART_PORT:
        board_configure_console();
        break;
    case PART_STDOUT:
        rt_console_flush();
        break;
    case PART_LOG:
        if (linked_log() != NULL) {
            linked_log()->panic();
        }
        break;
    case PART_REASON:
        rti_panic_say_reason(snapshot);
        say_earlier_faults(snapshot);
        break;
    case PART_PROTECTION:
        snapshot->missing_protection = rti_pmp_missing();
        break;
    case PART_TIME:
        rti_panic_snapshot_read_time(snapshot);
        break;
    case PART_RECORD:
        rti_panic_record(snapshot);
        break;
    case PART_REPORT:
        rti_panic_report(snapshot);
        break;
    case PART_HARTS:
        rti_panic_snapshot_harts(snapshot, ANSWER_US);
        rti_panic_show_harts(snapshot);
        break;
    case PART_LAST_LINE:
    case PART_LAST_LINE_AGAIN:
        say_last_line();
        break;
    case PART_END:
        rti_panic_finish();
    case PART_EXIT:
        rti_panic_give_up();
    default:
        rt_halt();
    }
}

void rti_panic_go_on(void)
{
    struct panic_snapshot *const snapshot = &rti_panic_snapshot;

    for (;;) {
        do_part(snapshot, snapshot->part++);
    }
}

/* Goes on with the next part, on the trap stack below the frame at its top. */
__attribute__((noreturn)) static void restart(void)
{
    rti_trap_leave((struct rt_trap_frame *)rt_hart_block_of_trap() - 1);
}

/* What happened in the part, which ended it. */
static void mention(struct panic_snapshot *snapshot, struct rt_trap_frame *frame, unsigned part)
{
    const char *const cause = rt_trap_cause_name(frame->cause);

    if (panic_is_call(frame)) {
        rti_panic_say("\n*** PANIC: ");
        rti_panic_say_call(frame);
        move_to_caller(snapshot, frame);
        rti_panic_say("\n  inside  the report of a panic");
    } else if (part == PART_REASON) {
        rti_panic_reason("%s, inside the report of a panic", cause);
    } else {
        rti_panic_say("\n*** PANIC: %s, inside the report of a panic", cause);
    }
    rti_panic_say_trap(snapshot, frame);
    rti_panic_say("\n  ra      %p", (void *)frame->ra);
    say_missing(part);
}

/* One that hits mention is not mentioned itself. */
void rti_panic_fault(struct rt_trap_frame *frame)
{
    struct panic_snapshot *const snapshot = &rti_panic_snapshot;
    const unsigned part = snapshot->part - 1U;

    snapshot->failed |= 1UL << part;
    if (part < PART_REASON || snapshot->is_mentioning) {
        snapshot->is_mentioning = false;
        restart();
    }
    if (part == PART_REASON) {
        /* Their list may be damaged. */
        snapshot->stacks = NULL;
    }
    snapshot->is_mentioning = true;
    mention(snapshot, frame, part);
    snapshot->is_mentioning = false;
    restart();
}

void rti_panic_begin(struct rt_trap_frame *frame, bool is_inside, unsigned long state,
                     unsigned long enabled)
{
    struct panic_snapshot *const snapshot = &rti_panic_snapshot;

    snapshot->part = PART_FRAME + 1;
    rti_panic_snapshot_fill(snapshot, frame, is_inside, state, enabled);
    take_frame(snapshot);
    rti_panic_go_on();
}
