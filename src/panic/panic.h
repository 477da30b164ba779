/* SPDX-License-Identifier: MIT */
/*
 * The interface of the panic path for trap handling, and what its files share. The application's
 * interface is <rt/panic.h>.
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

/** The image's build id, written by the linker. */
enum {
    PANIC_BUILD_ID_SIZE = 20
};
extern const uint8_t rti_build_id[PANIC_BUILD_ID_SIZE];

/** Reports the trap that @p frame describes and ends the run. */
__attribute__((noreturn)) void rti_panic_trap(struct rt_trap_frame *frame);

extern const char rti_panic_ecall[];

/** Bytes that rt_panic reserves on the stack before it traps, enough for a0 to a7. */
enum {
    PANIC_CALL_FRAME = 8 * sizeof(unsigned long)
};

/** True if a call of rt_panic made @p frame. */
static inline bool panic_is_call(const struct rt_trap_frame *frame)
{
    return frame->pc == (uintptr_t)rti_panic_ecall;
}

/** Reports the call of rt_panic that @p frame describes and ends the run. */
__attribute__((noreturn)) void rti_panic_call(struct rt_trap_frame *frame);

/** The frame being reported; every panic sets it before it uses the console. */
extern const struct rt_trap_frame *rti_panic_frame;

/** Writes to the console. Each line of the report begins with its newline. */
__attribute__((format(printf, 1, 2))) void rti_panic_say(const char *format, ...);

/** Writes the message of the call of rt_panic that @p frame describes. */
void rti_panic_say_call(const struct rt_trap_frame *frame);

/** The record of the last panic. rt_last_panic and tools/gdb/rivet.gdb read it. */
extern struct rt_panic_record rti_panic_last;

/** Begins the record of this panic with its reason; @p size is less than the size of its member. */
void rti_panic_record_begin(const char *reason, size_t size);

/** Fills in the rest of the record and makes it valid. */
void rti_panic_record_finish(const struct rt_trap_frame *frame);

/** Writes the report's first line and begins the record with it. */
__attribute__((format(printf, 1, 2))) void rti_panic_reason(const char *format, ...);

/** Explains why @p frame's trap is fatal, through rti_panic_reason. */
void rti_panic_explain(const struct rt_trap_frame *frame);

/** The cause in the frame of a call of rt_panic, which has no trap cause. */
#define PANIC_NO_CAUSE (~0UL)

/** Writes the pc of @p frame's trap, and its address and cause if it has one. */
void rti_panic_say_trap(const struct rt_trap_frame *frame);

/** Writes the report's lines about @p frame's trap: all between the reason and the other harts. */
void rti_panic_report(const struct rt_trap_frame *frame);

/** Lists the probable callers of @p frame's code. */
void rti_panic_backtrace(const struct rt_trap_frame *frame);

/** The address of the call that returns to @p address; 0 if no call precedes it. */
uintptr_t rti_panic_call_site(uintptr_t address);

/** One stack of this hart; empty if the hart lacks it. */
struct panic_stack {
    const char *name; /**< The word before "stack". */
    uintptr_t lowest; /**< An sp between this and start has overflowed the stack. */
    uintptr_t guard;  /**< The guard's start; it ends at start. */
    uintptr_t start;
    uintptr_t end;
};

/** Finds the stack that @p frame's program overflowed; false if it did not. */
bool rti_panic_stack_overflowed(const struct rt_trap_frame *frame, struct panic_stack *stack);

/**
 * Finds the stack that @p frame's program ran on and returns the lowest address in use. That is its
 * start if the program overflowed it, and 0 if sp is not in any stack.
 */
uintptr_t rti_panic_stack_used(const struct rt_trap_frame *frame, struct panic_stack *stack);

/** The frame of hart @p number; NULL if it has not stopped or does not exist. */
const struct rt_trap_frame *rti_panic_frame_of(unsigned number);

/** Writes where the other harts stopped. */
void rti_panic_show_harts(void);

#endif
