/* SPDX-License-Identifier: MIT */
/*
 * Starts harts, waits for them, and runs the calls posted to a hart.
 *
 * The starter changes a hart's phase from PARKED to CLAIMED to STARTING. The hart itself changes it
 * from STARTING to STARTED, and later to PARKED (hart/park.S). A starter that gives up changes it
 * from STARTING to ABSENT, or from CLAIMED if the board knows that the hart is absent. Both exits
 * of STARTING are compare-and-swap, so a late hart and its starter agree.
 */
#include "hart.h"
#include "stop.h"

#include "base/guards.h"
#include "base/panic_text.h"
#include "pmp/pmp.h"

#include <hal/timer.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>

/* A board may lack it. The linker then refuses several harts, and contexts (ld/sections.ld). */
#pragma weak board_set_software_irq

enum {
    IS_MESSAGE = RT_SOFTWARE_CAUSE != 3, /* an IPI, and not MSIP */
    ANSWER_US = 10000000,
    REPEAT_US = 100000, /* far more than a start takes */
    STACK_MIN = 256,    /* above the guard */
};

static size_t stride(void)
{
    return (size_t)(rt_boot_area_end - rt_harts_start);
}

unsigned rt_hart_count(void)
{
    return (unsigned)((size_t)(rt_harts_end - rt_harts_start) / stride());
}

static struct rt_hart *block_at(unsigned number)
{
    return (struct rt_hart *)(void *)(rt_boot_trap_stack_end + number * stride());
}

struct rt_hart *rti_hart_block_of(unsigned number)
{
    return number < rt_hart_count() ? block_at(number) : NULL;
}

unsigned long rt_hart_id(unsigned number)
{
    unsigned long id = 0;

    while (id < HART_IDS && rti_hart_numbers[id] != number) {
        id++;
    }
    return id;
}

void rti_hart_send_ipi(const struct rt_hart *hart)
{
    const size_t area = (size_t)((const char *)hart - rt_boot_trap_stack_end);

    __asm__ volatile("fence rw, ow" ::: "memory");
    board_set_software_irq(rt_hart_id((unsigned)(area / stride())), true);
}

static bool change_phase(struct rt_hart *hart, unsigned long from, unsigned long to)
{
    rti_hart_release();
    return __atomic_compare_exchange_n(&hart->phase, &from, to, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_ACQUIRE);
}

static unsigned long phase_of(const struct rt_hart *hart)
{
    return __atomic_load_n(&hart->phase, __ATOMIC_ACQUIRE);
}

/* Weak, so that a board need not define it. */
__attribute__((weak)) bool board_prepare_hart(unsigned long hart_id)
{
    (void)hart_id;
    return true;
}

/* Waits until @p hart is no longer in @p phase. */
static bool left_phase(const struct rt_hart *hart, unsigned long phase, uint32_t timeout_us)
{
    struct hal_deadline deadline = hal_deadline_start(board_timer, timeout_us);
    bool left;

    do {
        left = phase_of(hart) != phase;
    } while (!left && !hal_deadline_passed(&deadline));
    return left;
}

/*
 * Sends IPIs until @p hart starts, or doesn't answer. MSIP is sent once. A message is repeated:
 * QEMU 7.2 may lose one that arrives while the hart sets up its IMSIC. One too many is a software
 * interrupt that nobody asked for.
 */
static bool answers(const struct rt_hart *hart)
{
    rti_hart_send_ipi(hart);
    struct hal_deadline answer = hal_deadline_start(board_timer, ANSWER_US);
    struct hal_deadline repeat = answer;
    bool started;

    if (IS_MESSAGE) {
        repeat = hal_deadline_start(board_timer, REPEAT_US);
    }
    do {
        if (IS_MESSAGE && hal_deadline_passed(&repeat)) {
            rti_hart_send_ipi(hart);
            repeat = hal_deadline_start(board_timer, REPEAT_US);
        }
        started = phase_of(hart) != RT_HART_PHASE_STARTING;
    } while (!started && !hal_deadline_passed(&answer));
    return started;
}

/* The end of the stack's guard. The guard is one naturally aligned PMP entry. */
static uintptr_t stack_low(const struct rt_hart_stack *stack)
{
    const uintptr_t guard =
        ((uintptr_t)stack->base + RT_HART_GUARD_SIZE - 1) & -(uintptr_t)RT_HART_GUARD_SIZE;

    return guard + RT_HART_GUARD_SIZE;
}

int rt_hart_start(unsigned number, rt_hart_function *function, void *argument,
                  struct rt_hart_stack stack)
{
    struct rt_hart *const hart = rti_hart_block_of(number);
    const uintptr_t top = ((uintptr_t)stack.base + stack.size) & ~(uintptr_t)15;
    const uintptr_t low = stack_low(&stack);

    if (hart == NULL || function == NULL || stack.base == NULL || top < low + STACK_MIN) {
        return HAL_ERR_INVALID;
    }
    if (!change_phase(hart, RT_HART_PHASE_PARKED, RT_HART_PHASE_CLAIMED)) {
        return phase_of(hart) == RT_HART_PHASE_ABSENT ? HAL_ERR_ABSENT : HAL_ERR_BUSY;
    }
    if (!board_prepare_hart(rt_hart_id(number))) {
        (void)change_phase(hart, RT_HART_PHASE_CLAIMED, RT_HART_PHASE_ABSENT);
        return HAL_ERR_ABSENT;
    }
    hart->start = function;
    hart->argument = argument;
    hart->stack_low = (char *)low;
    hart->start_sp = top;
    __atomic_store_n(&hart->phase, RT_HART_PHASE_STARTING, __ATOMIC_RELEASE);
    if (!answers(hart) && change_phase(hart, RT_HART_PHASE_STARTING, RT_HART_PHASE_ABSENT)) {
        return HAL_ERR_ABSENT;
    }
    return HAL_OK;
}

int rt_hart_wait(unsigned number, uint32_t timeout_us)
{
    const struct rt_hart *const hart = rti_hart_block_of(number);

    if (hart == NULL || hart == rt_hart_block_of_trap()) {
        return HAL_ERR_INVALID;
    }
    return left_phase(hart, RT_HART_PHASE_STARTED, timeout_us) ? HAL_OK : HAL_ERR_TIMEOUT;
}

static struct rt_hart_async_call *reversed(struct rt_hart_async_call *call)
{
    struct rt_hart_async_call *first = NULL;

    while (call != NULL) {
        struct rt_hart_async_call *const next = call->next;
        call->next = first;
        first = call;
        call = next;
    }
    return first;
}

void rti_hart_run_calls(struct rt_hart_async_call *rest)
{
    struct rt_hart *const hart = rt_hart_block();
    struct rt_hart_async_call *call =
        reversed(__atomic_exchange_n(&hart->calls, rest, __ATOMIC_ACQUIRE));

    while (call != NULL) {
        /* Read next first: the caller may reuse the memory once done is set. */
        struct rt_hart_async_call *const next = call->next;
        call->function(call->argument);
        __atomic_store_n(&call->done, true, __ATOMIC_RELEASE);
        call = next;
    }
}

/*
 * Clears this hart's software interrupt. Returns true if @p phase requests a start. If a start was
 * requested after the phase was read, this may have cleared its IPI, so it sends another.
 */
static bool acknowledge_ipi(struct rt_hart *hart, unsigned long phase)
{
    board_set_software_irq(csr_read(mhartid), false);
    __asm__ volatile("fence ow, rw" ::: "memory");
    if (phase == RT_HART_PHASE_STARTING) {
        return true;
    }
    if (phase_of(hart) == RT_HART_PHASE_STARTING) {
        rti_hart_send_ipi(hart);
    }
    return false;
}

/* @p open are the guards that had no PMP entry when the hart started first. */
static void paint_open_guards(struct rt_hart *hart, unsigned long open)
{
    hart->painted = 0;
    if (!rti_pmp_guard_stack(hart->stack_low)) {
        open |= GUARD_PROGRAM;
    }
    if (open != 0) {
        rti_guards_paint(hart, hart->stack_low, open);
    }
}

/*
 * Called by hart/park.S on a hart that an IPI woke, with the phase that it read, on the stack for
 * that phase. Returns true if the hart has run its function and must be parked.
 */
bool rti_hart_run(unsigned number, unsigned long phase);

bool rti_hart_run(unsigned number, unsigned long phase)
{
    struct rt_hart *const hart = rt_hart_block();

    if (!acknowledge_ipi(hart, phase)) {
        return false;
    }
    rti_hart_block_init(number);
    paint_open_guards(hart, rti_pmp_init_hart(number * stride(), hart->stack_low));
    __atomic_store_n(&hart->calls, NULL, __ATOMIC_RELAXED);
    if (!change_phase(hart, RT_HART_PHASE_STARTING, RT_HART_PHASE_STARTED)) {
        rti_hart_run_calls(HART_CALLS_CLOSED);
        return false;
    }
    /* acknowledge_ipi may have cleared the IPI of a panic. */
    if (rt_hart_take_stop()) {
        csr_set(mstatus, MSTATUS_MIE);
    }
    hart->start(hart->argument);
    csr_clear(mstatus, MSTATUS_MIE);
    rti_hart_run_calls(HART_CALLS_CLOSED);
    if (rti_guards_are_damaged(hart)) {
        PANIC("the hart's function has returned");
    }
    return true;
}
