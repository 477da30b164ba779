/* SPDX-License-Identifier: MIT */
/*
 * The interface of the panic path for trap handling, and what its files share. The application's
 * interface is <rt/panic.h>.
 */
#ifndef PANIC_H
#define PANIC_H

#include "snapshot.h"

#include <rt/detail/hart_block.h>
#include <rt/panic.h>
#include <rt/trap_frame.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The image's build id, written by the linker. */
enum {
    PANIC_BUILD_ID_SIZE = 20
};
extern const uint8_t rti_build_id[PANIC_BUILD_ID_SIZE];

/**
 * Reports the trap, or the call of rt_panic, that @p frame describes and ends the run. @p is_inside
 * says that it was inside the handling of another trap.
 */
__attribute__((noreturn)) void rti_panic_trap(struct rt_trap_frame *frame, bool is_inside);

/**
 * Begins the report that REPORT of rivet_add_firmware chose, and ends the run. @p state is what the
 * hart was, an enum rt_hart_state. @p enabled is what mie was.
 */
__attribute__((noreturn)) void rti_panic_begin(struct rt_trap_frame *frame, bool is_inside,
                                               unsigned long state, unsigned long enabled);

/** Goes on after a trap in the report. @p frame describes it. */
__attribute__((noreturn)) void rti_panic_fault(struct rt_trap_frame *frame);

/** Makes the rest of the report that has begun, and ends the run. */
__attribute__((noreturn)) void rti_panic_go_on(void);

/** Ends the run after a report: calls rt_panic_end. */
__attribute__((noreturn)) void rti_panic_finish(void);

/** Ends the run without further calls of the application's functions. */
__attribute__((noreturn)) void rti_panic_give_up(void);

extern const char rti_panic_ecall[];

/** What rt_panic_frame and rt_panic_at give to rt_panic as the format. The arguments are the frame,
 * the format or NULL, and its va_list. */
extern const char rti_panic_given[];
/* Linked in only if the application calls rt_panic_frame or rt_panic_at. */
#pragma weak rti_panic_given

/** Bytes that rt_panic reserves on the stack before it traps, enough for a0 and so on. */
enum {
    PANIC_CALL_FRAME = RT_ARGUMENT_REGISTERS * sizeof(unsigned long)
};

#ifdef __riscv

/** True if a call of rt_panic made @p frame. */
static inline bool panic_is_call(const struct rt_trap_frame *frame)
{
    return frame->pc == (uintptr_t)rti_panic_ecall;
}

/** The variable arguments of that call, of which rt_panic stored the first ones, from registers,
 * below the others. */
static inline const unsigned long *panic_call_arguments(const struct rt_trap_frame *frame)
{
    return (const unsigned long *)(frame->sp + sizeof(unsigned long));
}

/** The format of that call. */
static inline const char *panic_call_format(const struct rt_trap_frame *frame)
{
    return frame->a0 != 0 ? (const char *)frame->a0 : "rt_panic without a message";
}

/** The frame that rt_panic_frame or rt_panic_at was given, if @p frame is of such a call, or NULL.
 */
static inline const struct rt_trap_frame *panic_call_given(const struct rt_trap_frame *frame)
{
    return rti_panic_given != NULL && frame->a0 == (uintptr_t)rti_panic_given
               ? (const struct rt_trap_frame *)panic_call_arguments(frame)[0]
               : NULL;
}

#else

/** The same on the host, where rivet-run has the target's memory. */
bool panic_is_call(const struct rt_trap_frame *frame);
const struct rt_trap_frame *panic_call_given(const struct rt_trap_frame *frame);

#endif

/** What is being reported. Debuggers and host tools read it too. */
extern struct panic_snapshot rti_panic_snapshot;

/** The registers in it: a copy, which no later trap overwrites. */
extern struct rt_trap_frame rti_panic_frame;

/** Fills in what needs only memory and CSRs that every core has. @p enabled is what mie was. */
void rti_panic_snapshot_fill(struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                             bool is_inside, unsigned long state, unsigned long enabled);

/** Takes what the hart's block and the entries' frames know of interrupted programs. */
void rti_panic_snapshot_take_handlers(struct panic_snapshot *snapshot);

/** Takes what rt_panic_frame or rt_panic_at was given, if one of them was called. */
void rti_panic_snapshot_take_given(struct panic_snapshot *snapshot);

void rti_panic_snapshot_read_time(struct panic_snapshot *snapshot);

/** Writes to the console. Each line of the report begins with its newline. */
__attribute__((format(printf, 1, 2))) void rti_panic_say(const char *format, ...);

/** Writes the message of the call of rt_panic that @p frame describes. */
void rti_panic_say_call(const struct rt_trap_frame *frame);

/** Writes the message that rt_panic was given. */
void rti_panic_say_message(const struct panic_snapshot *snapshot);

/** Keeps and writes the message that rt_panic was given, as rti_panic_reason does. */
void rti_panic_reason_of_call(const struct panic_snapshot *snapshot);

/** The record of the last panic. rt_last_panic and tools/gdb/rivet.gdb read it. */
extern struct rt_panic_record rti_panic_last;

/** Makes the record of this panic. */
void rti_panic_record(const struct panic_snapshot *snapshot);

/** Keeps the reason for the record and writes it as the report's first line. */
__attribute__((format(printf, 1, 2))) void rti_panic_reason(const char *format, ...);

/** Writes why a trap was fatal, through rti_panic_reason. */
void rti_panic_explain(const struct panic_snapshot *snapshot);

/** Writes why the firmware died: the report's first line, and where damage was noticed. */
void rti_panic_say_reason(const struct panic_snapshot *snapshot);

/** Writes the pc of @p frame's trap, and its address and cause if it has one. */
void rti_panic_say_trap(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame);

/** Writes the high-water mark of @p place's stack, at the end of the line about it. */
void rti_panic_say_mark(const struct panic_snapshot *snapshot, const struct panic_place *place);

/** Writes lines with the high-water marks of all stacks of this hart but the stack @p except. */
void rti_panic_say_marks(const struct panic_snapshot *snapshot, unsigned long except);

/** The same for all stacks of another hart, by its number. */
void rti_panic_say_marks_of(const struct panic_snapshot *snapshot, unsigned long number);

/** Writes the report's lines between the reason and the other harts. */
void rti_panic_report(const struct panic_snapshot *snapshot);

/** Fills in the harts. Waits until the others have stopped, for @p timeout_us at most; with 0 it
 * doesn't read the timer. */
void rti_panic_snapshot_harts(struct panic_snapshot *snapshot, uint32_t timeout_us);

/** Writes where the other harts stopped. */
void rti_panic_show_harts(const struct panic_snapshot *snapshot);

#endif
