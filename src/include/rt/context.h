/* SPDX-License-Identifier: MIT */
/** @file
 * Contexts: programs that take turns on a hart, such as the tasks of a real-time operating system.
 *
 *     struct task {
 *         struct rt_context context;
 *         struct rt_stack stack;
 *     };
 *
 *     struct rt_context *rt_context_next(struct rt_context *interrupted)
 *     {
 *         return &the_task_to_run()->context;
 *     }
 *
 *     if (rt_context_init(&task->context, &task->stack, blink, NULL) < 0) {
 *         ...
 *     }
 *     rt_context_begin(&main_task.context);
 *     rt_context_yield();
 *
 * A switch is the hart's software interrupt. rt_context_request asks for one from any handler, and
 * rt_context_yield from a context. The switch comes when no handler is active and interrupts are
 * on. Its entry stores every register of the interrupted program in its struct rt_context, calls
 * rt_context_next, and continues the context that this returns. So a context may be interrupted
 * anywhere, and it has all registers, floating-point ones included, for itself. Those are stored
 * only if the context has written one since it continued.
 *
 * Each context has its own stack and its own thread-local storage, such as errno. Contexts share
 * the heap and the console, which are for any context; but two that print with stdio at the same
 * time need a lock of yours. A context stays on the hart that runs it, unless no hart runs it and
 * rt_context_next of another one returns it.
 *
 * Firmware that uses this header needs CONTEXTS any in rivet_add_firmware (rt/interrupt.h). It
 * can't use rt_hart_call, whose handler is that of the software interrupt too. docs/rtos.md shows
 * how to build a scheduler on it.
 */
#ifndef RT_CONTEXT_H
#define RT_CONTEXT_H

#include <hal/status.h>
#include <rt/stack.h>
#include <rt/trap_frame.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A program that waits for its turn. Its members are valid while it does not run. */
struct rt_context {
    struct rt_trap_frame frame; /**< Its registers, and pc, where it continues. */
#ifdef __riscv_flen
    /** f0 to f31, and fcsr. Valid if the field FS of frame.status is Clean. */
#if __riscv_flen == 64
    uint64_t floats[32];
#else
    uint32_t floats[32];
#endif
    uint32_t fcsr;
#endif
    struct rt_stack *stack;    /**< NULL if rt_context_begin made the context. */
    unsigned long pmp_address; /**< Internal. */
};

/**
 * Makes @p context a program that calls @p run with @p argument, with interrupts on. @p stack is
 * filled in but for its internal members, and is registered here (rt/stack.h). Its upper end holds
 * the context's thread-local storage: rt_boot_tls_end - rt_boot_tls bytes (rt/image.h). @p run must
 * not return; that is a panic.
 *
 * If @p stack has a guard and the core has a PMP and user mode, a PMP entry closes the guard while
 * the context runs, so that an overflow is a report at that instruction. The entry takes the
 * largest aligned block in the guard; align the stack to the guard's size, a power of two, and that
 * is all of it. Otherwise the guard's pattern is checked at each switch from the context. The
 * report says which it was.
 *
 * At each switch sp must be in the stack, or the guard; otherwise the switch is a panic, because a
 * large frame may skip the guard.
 *
 * Callable on any hart, from handlers too. @p context and @p stack must exist until rt_context_end.
 *
 * A context that does not run may be made anew, with the same stack: it begins again.
 *
 * @return 0, or HAL_ERR_INVALID if @p run is NULL, or if the stack is not aligned to 16 bytes at
 * its end, or has less than 256 bytes between its guard and the thread-local storage.
 */
HAL_NODISCARD int rt_context_init(struct rt_context *context, struct rt_stack *stack,
                                  void (*run)(void *argument), void *argument);

/**
 * Takes @p context and its stack back. It must not run, so it can't end itself, and rt_context_next
 * must not return it afterwards. Call on the hart that ran it last, from a handler too.
 */
void rt_context_end(struct rt_context *context);

/**
 * Makes the running program @p context, and enables switches on this hart. Nothing else of @p
 * context need be initialised. Call once on each hart that has contexts, with interrupts off or on;
 * it leaves them as they are.
 */
void rt_context_begin(struct rt_context *context);

/**
 * Defined by the application: returns the context to continue, which may be @p interrupted. Runs on
 * the stack of software interrupts with interrupts off. It may use floating point. A switch may
 * come without a request.
 */
struct rt_context *rt_context_next(struct rt_context *interrupted);

/**
 * Requests a switch on this hart. It happens when interrupts are on and no handler is active.
 * Callable from handlers too; takes effect after rt_context_begin.
 */
void rt_context_request(void);

/**
 * Requests a switch and waits until it has happened. With interrupts off, it only requests it. Not
 * for handlers.
 */
void rt_context_yield(void);

#ifdef __cplusplus
}
#endif

#endif
