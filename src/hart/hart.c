/* SPDX-License-Identifier: MIT */
/*
 * Starts harts and waits for them.
 *
 * The starter changes a hart's phase from PARKED to CLAIMED to STARTING. The hart itself changes it
 * from STARTING to STARTED (hart/run.c), and later to PARKED (hart/park.S). A starter that gives up
 * changes it from STARTING to ABSENT, or from CLAIMED if the board knows that the hart is absent.
 * Both exits of STARTING are compare-and-swap, so a late hart and its starter agree.
 */
#include "hart.h"

#include <hal/timer.h>

enum {
    IS_MESSAGE = RT_SOFTWARE_CAUSE != 3, /* an IPI, and not MSIP */
    ANSWER_US = 10000000,
    REPEAT_US = 100000, /* far more than a start takes */
    STACK_MIN = 256,    /* above the guard */
};

unsigned rt_hart_count(void)
{
    return (unsigned)((size_t)(rt_harts_end - rt_harts_start) / rti_hart_stride());
}

static struct rt_hart *block_at(unsigned number)
{
    return (struct rt_hart *)(void *)(rt_boot_trap_stack_end + number * rti_hart_stride());
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
    board_set_software_irq(rt_hart_id((unsigned)(area / rti_hart_stride())), true);
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
        left = rti_hart_phase(hart) != phase;
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
        started = rti_hart_phase(hart) != RT_HART_PHASE_STARTING;
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
    if (!rti_hart_change_phase(hart, RT_HART_PHASE_PARKED, RT_HART_PHASE_CLAIMED)) {
        return rti_hart_phase(hart) == RT_HART_PHASE_ABSENT ? HAL_ERR_ABSENT : HAL_ERR_BUSY;
    }
    if (!board_prepare_hart(rt_hart_id(number))) {
        (void)rti_hart_change_phase(hart, RT_HART_PHASE_CLAIMED, RT_HART_PHASE_ABSENT);
        return HAL_ERR_ABSENT;
    }
    hart->start = function;
    hart->argument = argument;
    hart->stack_low = (char *)low;
    hart->start_sp = top;
    __atomic_store_n(&hart->phase, RT_HART_PHASE_STARTING, __ATOMIC_RELEASE);
    if (!answers(hart) &&
        rti_hart_change_phase(hart, RT_HART_PHASE_STARTING, RT_HART_PHASE_ABSENT)) {
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
