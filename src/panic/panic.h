/* SPDX-License-Identifier: MIT */
/*
 * The panic path as trap handling sees it, and what its files share; the application's side is
 * <rt/panic.h>.
 */
#ifndef PANIC_H
#define PANIC_H

#include <rt/detail/hart_block.h>
#include <rt/panic.h>
#include <rt/trap_frame.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The image's build id, as the linker made it. */
enum {
    PANIC_BUILD_ID_SIZE = 20
};
extern const uint8_t rti_build_id[PANIC_BUILD_ID_SIZE];

/** Reports the trap that @p frame describes and ends the run. */
__attribute__((noreturn)) void rti_panic_trap(struct rt_trap_frame *frame);

extern const char rti_panic_ecall[];

/** Bytes by which rt_panic moves sp before it traps: room for a0 to a7. */
enum {
    PANIC_CALL_FRAME = 8 * sizeof(unsigned long)
};

/** True if @p frame is that of a call of rt_panic. */
static inline bool panic_is_call(const struct rt_trap_frame *frame)
{
    return frame->pc == (uintptr_t)rti_panic_ecall;
}

/** Reports a call of rt_panic, whose frame this is, and ends the run. */
__attribute__((noreturn)) void rti_panic_call(struct rt_trap_frame *frame);

/** What is being reported; set by every panic before the console is touched. */
extern const struct rt_trap_frame *rti_panic_frame;

/** Writes to the console. Each line of the report begins with its newline. */
__attribute__((format(printf, 1, 2))) void rti_panic_say(const char *format, ...);

/** Writes what the call of rt_panic whose frame this is was given to say. */
void rti_panic_say_call(const struct rt_trap_frame *frame);

/** The record of the last panic, for rt_last_panic, which checks it, and tools/gdb/rivet.gdb. */
extern struct rt_panic_record rti_panic_last;

/** Begins the record of this panic with its reason; @p size is less than the record's room. */
void rti_panic_record_begin(const char *reason, size_t size);

/** Fills in the rest and makes the record valid. */
void rti_panic_record_finish(const struct rt_trap_frame *frame);

/** Writes the report's first line, and begins the record with it. */
__attribute__((format(printf, 1, 2))) void rti_panic_reason(const char *format, ...);

/** Says why @p frame's trap is fatal, as a sentence, by rti_panic_reason. */
void rti_panic_explain(const struct rt_trap_frame *frame);

/** What a frame has for a cause if no trap but a call of rt_panic led here. */
#define PANIC_NO_CAUSE (~0UL)

/** Writes where @p frame's trap struck, and its cause if it has one. */
void rti_panic_say_trap(const struct rt_trap_frame *frame);

/** The report's lines about @p frame's trap: everything between the reason and the other harts. */
void rti_panic_report(const struct rt_trap_frame *frame);

/** Lists what look like the callers of @p frame's code. */
void rti_panic_backtrace(const struct rt_trap_frame *frame);

/** The address of the call that returns to @p address, 0 when there is no call before it. */
uintptr_t rti_panic_call_site(uintptr_t address);

/** One stack of this hart; empty if it has none such. */
struct panic_stack {
    const char *name; /**< What comes before "stack". */
    uintptr_t lowest; /**< An sp from here to start has run over this stack's end. */
    uintptr_t guard;  /**< The guard is from here to start. */
    uintptr_t start;
    uintptr_t end;
};

/** Finds the stack that @p frame's trap ran over the end of, if it did. */
bool rti_panic_stack_overflowed(const struct rt_trap_frame *frame, struct panic_stack *stack);

/**
 * Finds the stack that @p frame's program ran on and returns from where on it is in use: all of it
 * if the trap ran over its end; 0 if sp points into no stack.
 */
uintptr_t rti_panic_stack_used(const struct rt_trap_frame *frame, struct panic_stack *stack);

/** The registers that hart @p number stopped with, NULL if it did not or there is no such hart. */
const struct rt_trap_frame *rti_panic_frame_of(unsigned number);

/** Tells where the others were stopped. */
void rti_panic_show_harts(void);

#endif
