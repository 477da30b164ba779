/* SPDX-License-Identifier: MIT */
/** @file
 * Programs in a lower privilege mode: user mode, or supervisor mode.
 *
 *     static struct rt_program task;
 *
 *     struct rt_program *rt_program_trap(struct rt_program *program)
 *     {
 *         if (program->frame.cause != CAUSE_ECALL_U) {
 *             return NULL;
 *         }
 *         program->frame.a0 = serve(program->frame.a7, program->frame.a0);
 *         program->frame.pc += 4;
 *         return program;
 *     }
 *
 *     if (rt_program_init(&task, RT_MODE_USER, entry, stack_end) < 0) {
 *         ...
 *     }
 *     task.regions = &its_regions;
 *     rt_program_run(&task);
 *
 * For firmware with MODES user or MODES supervisor in rivet_add_firmware. A program runs until it
 * traps: by an ecall, a fault, or an interrupt for which the firmware has no handler. Every
 * register of it is then in its struct rt_program, and rt_program_trap decides which program
 * continues, if any. Handlers of <rt/interrupt.h> interrupt a program and return to it like any
 * code. Nothing that a program can set is believed: not sp, not tp, not gp.
 *
 * While a program runs, every interrupt that is enabled in mie is taken, whatever mstatus.MIE says
 * (privileged specification, section 3.1.6.1).
 *
 * A core has one set of supervisor registers (satp, stvec, sscratch, ...). They are not part of
 * struct rt_program, so a hart runs one program in supervisor mode, or several that know of each
 * other. docs/modes.md has the whole picture.
 */
#ifndef RT_PROGRAM_H
#define RT_PROGRAM_H

#include <hal/status.h>
#include <rt/regions.h>
#include <rt/trap_frame.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Privilege modes, as mstatus.MPP numbers them (privileged specification, section 1.2). */
enum rt_mode {
    RT_MODE_USER = 0,       /**< U */
    RT_MODE_SUPERVISOR = 1, /**< S */
};

/** A program that does not run now: what it continues with. */
struct rt_program {
    /** Its registers, and pc, where it continues; status is mstatus, whose MPP is its mode. cause
     * and tval are those of its last trap. */
    struct rt_trap_frame frame;
#ifdef __riscv_flen
    /** f0 to f31, and fcsr. Valid if the field FS of frame.status is Clean. */
#if __riscv_flen == 64
    uint64_t floats[32];
#else
    uint32_t floats[32];
#endif
    uint32_t fcsr;
#endif
    /** What it may access; NULL: nothing. Change it by rt_program_set_regions once it has run. */
    const struct rt_regions *regions;
    const void *entered; /**< Internal: the hart that it continues on without more. */
};

/**
 * Makes @p program begin at @p pc with @p sp as its stack pointer, all other registers 0 and no
 * regions. Its arguments are in frame.a0 to frame.a7, which the caller may set. Floating point is
 * on if the core has it. Callable from anywhere; the program must not be running on a hart.
 *
 * @return HAL_OK, or HAL_ERR_UNSUPPORTED if the core lacks the mode or a PMP.
 */
HAL_NODISCARD int rt_program_init(struct rt_program *program, enum rt_mode mode, uintptr_t pc,
                                  uintptr_t sp);

/**
 * Gives @p program other regions, from when it continues on. @p regions may be those that it has,
 * if rt_regions_init has changed them. Callable in rt_program_trap, or while no hart runs the
 * program.
 */
static inline void rt_program_set_regions(struct rt_program *program,
                                          const struct rt_regions *regions)
{
    program->regions = regions;
    program->entered = NULL;
}

/**
 * Runs @p program on this hart, and what rt_program_trap returns after each trap, until that is
 * NULL. Not for handlers. Floating-point registers and mstatus are then as before, and no regions
 * are in force.
 */
void rt_program_run(struct rt_program *program);

/**
 * Ends the run of this hart's program: rt_program_run returns, as after NULL. Callable in
 * rt_program_trap and in a fast call; after the latter the program's registers are lost.
 */
__attribute__((noreturn)) void rt_program_abandon(void);

/**
 * Defined by the application; without it, each trap makes rt_program_run return. Called after each
 * trap of a lower mode, on the hart's trap stack with interrupts off. @p program has all registers
 * of what was interrupted, and may be changed; after an ecall that it continues behind, add 4 to
 * frame.pc. Must not use floating point. A fault in here is a panic, but accesses of rt_try_load
 * (rt/trap.h) and rt_program_copy_in and _out are safe.
 *
 * An interrupt is pending until its device is served: if the cause is an interrupt, serve it.
 *
 * @return the program to continue on this hart, which may be another one; or NULL to return from
 * rt_program_run.
 */
struct rt_program *rt_program_trap(struct rt_program *program);

/**
 * Returns the program that runs on this hart, or that has trapped; NULL outside rt_program_run.
 * Callable from handlers, for example to find out what a handler interrupted.
 */
struct rt_program *rt_program_current(void);

/** @{ */
/**
 * Copies @p size bytes from, or to, @p address of a program, with the rights that the program
 * itself has: by its regions, its mode and, in supervisor mode, its page tables (mstatus.MPRV,
 * privileged specification, section 3.1.6.3). @p to and @p from are the firmware's. Call in
 * rt_program_trap, or on a hart that runs no program.
 *
 * @return HAL_OK, or HAL_ERR_INVALID if the program may not access one of the bytes, or if it is in
 * a page of this firmware's code, whatever a supervisor has mapped there: emulators don't protect
 * the page that machine mode executes from. Those before it are copied then.
 */
HAL_NODISCARD int rt_program_copy_in(const struct rt_program *program, void *to, uintptr_t address,
                                     size_t size);
HAL_NODISCARD int rt_program_copy_out(const struct rt_program *program, uintptr_t address,
                                      const void *from, size_t size);
/** @} */

/** What a fast call returns. */
struct rt_program_result {
    unsigned long a0; /**< The caller's a0, */
    unsigned long a1; /**< and its a1. */
};

/**
 * A fast call: what an ecall with its number in a7 does. Gets a0 to a5. Runs on the trap stack with
 * interrupts off, and continues the program behind the ecall. It must not use floating point, and
 * sees no frame.
 */
typedef struct rt_program_result rt_program_call(unsigned long a0, unsigned long a1,
                                                 unsigned long a2, unsigned long a3,
                                                 unsigned long a4, unsigned long a5);

/**
 * Defines the fast calls: the first function is that of a7 = 0, and so on. Once in a firmware.
 *
 *     RT_PROGRAM_CALLS(get_time, put_byte)
 *
 * An ecall in any lower mode with another number goes to rt_program_trap. For the program a fast
 * call is like a call of a function: it keeps sp, gp, tp and s0 to s11; a0 and a1 are the result,
 * and ra, t0 to t6 and a2 to a7 are 0 afterwards, so that nothing of the firmware leaks.
 */
#define RT_PROGRAM_CALLS(...)                                        \
    rt_program_call *const rti_program_call_table[] = {__VA_ARGS__}; \
    const unsigned long rti_program_calls =                          \
        sizeof(rti_program_call_table) / sizeof(rti_program_call_table[0]);

/** @cond internal */
extern rt_program_call *const rti_program_call_table[];
extern const unsigned long rti_program_calls;
/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
