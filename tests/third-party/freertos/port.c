/* SPDX-License-Identifier: MIT */
/*
 * What FreeRTOS asks of its port. A task's context and the description of its stack are at the
 * upper end of the memory that FreeRTOS gives the task as a stack; the guard is at the lower end.
 */
#include <FreeRTOS.h>
#include <task.h>

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/panic.h>
#include <rt/time.h>

struct port_task {
    struct rt_context context;
    struct rt_stack stack;
};

static struct rt_context main_context;
static struct rt_alarm tick_alarm;
static bool is_over;
UBaseType_t uxPortCriticalNesting;
unsigned long ulPortInterruptState;

/* The kernel's current task. The first word of its control block is what pxPortInitialiseStack
 * returned. */
extern struct port_task *volatile *volatile pxCurrentTCB;

StackType_t *pxPortInitialiseStack(StackType_t *top, StackType_t *low, TaskFunction_t run,
                                   void *parameters)
{
    const uintptr_t end = (uintptr_t)(top + 1) - sizeof(struct port_task);
    struct port_task *const task = (struct port_task *)(end & ~(uintptr_t)(portBYTE_ALIGNMENT - 1));

    task->stack = (struct rt_stack){
        .name = "new task",
        .low = low,
        .end = task,
        .guard = configSTACK_GUARD_BYTES,
    };
    if (rt_context_init(&task->context, &task->stack, run, parameters) < 0) {
        rt_panic("a task's stack is too small: it also holds %u bytes of the port",
                 (unsigned)sizeof(*task) + configSTACK_GUARD_BYTES);
    }
    return (StackType_t *)task;
}

void vPortNameTask(volatile void *task, const char *name)
{
    ((struct port_task *)task)->stack.name = name;
}

void vPortEndTask(volatile void *task)
{
    rt_context_end(&((struct port_task *)task)->context);
}

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    if (is_over) {
        return &main_context;
    }
    vTaskSwitchContext();
    return &(*pxCurrentTCB)->context;
}

static void tick(void *argument)
{
    (void)argument;
    portYIELD_FROM_ISR(xTaskIncrementTick());
}

BaseType_t xPortStartScheduler(void)
{
    const uint64_t period = rt_ticks_from_us(1000000 / configTICK_RATE_HZ);

    tick_alarm.function = tick;
    rt_context_begin(&main_context);
    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start_periodic(&tick_alarm, hal_timer_now(board_timer) + period, period);
    rt_context_yield();
    return pdFALSE;
}

/* Continues main behind vTaskStartScheduler. */
void vPortEndScheduler(void)
{
    (void)rt_alarm_cancel(&tick_alarm);
    is_over = true;
    rt_interrupts_on();
    rt_context_yield();
}
