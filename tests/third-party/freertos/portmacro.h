/* SPDX-License-Identifier: MIT */
/*
 * FreeRTOS on Rivet's contexts (rt/context.h). The names are those that FreeRTOS prescribes.
 */
#ifndef PORTMACRO_H
#define PORTMACRO_H

#include <rt/context.h>
#include <rt/critical.h>
#include <rt/interrupt.h>

#include <stdint.h>

#define portSTACK_TYPE        unsigned long
#define portBASE_TYPE         long
#define portPOINTER_SIZE_TYPE uintptr_t
#define portMAX_DELAY         ((TickType_t)UINTPTR_MAX)

typedef portSTACK_TYPE StackType_t;
typedef portBASE_TYPE BaseType_t;
typedef unsigned long UBaseType_t;
typedef unsigned long TickType_t;

#define portTICK_TYPE_IS_ATOMIC 1
#define portSTACK_GROWTH        (-1)
#define portTICK_PERIOD_MS      ((TickType_t)1000 / configTICK_RATE_HZ)
#define portBYTE_ALIGNMENT      16

/* A switch waits until no handler is active and interrupts are on. */
#define portYIELD() rt_context_yield()
#define portYIELD_FROM_ISR(is_due) \
    do {                           \
        if ((is_due) != pdFALSE) { \
            rt_context_request();  \
        }                          \
    } while (0)
#define portEND_SWITCHING_ISR(is_due) portYIELD_FROM_ISR(is_due)

/* They nest with RT_CRITICAL and with themselves, and leave interrupts off that were off. A switch
 * happens outside of all, so there is one nesting for all tasks. */
extern UBaseType_t uxPortCriticalNesting;
extern unsigned long ulPortInterruptState;

static inline void vPortEnterCritical(void)
{
    const unsigned long state = rt_critical_enter();

    if (uxPortCriticalNesting++ == 0) {
        ulPortInterruptState = state;
    }
}

static inline void vPortExitCritical(void)
{
    if (--uxPortCriticalNesting == 0) {
        rt_critical_exit(ulPortInterruptState);
    }
}

#define portCRITICAL_NESTING_IN_TCB              0
#define portENTER_CRITICAL()                     vPortEnterCritical()
#define portEXIT_CRITICAL()                      vPortExitCritical()
#define portSET_INTERRUPT_MASK_FROM_ISR()        rt_critical_enter()
#define portCLEAR_INTERRUPT_MASK_FROM_ISR(state) rt_critical_exit(state)
#define portDISABLE_INTERRUPTS()                 rt_interrupts_off()
#define portENABLE_INTERRUPTS()                  rt_interrupts_on()

/* The name for reports, once the kernel has set it. */
void vPortNameTask(volatile void *task, const char *name);
void vPortEndTask(volatile void *task);
#define portSETUP_TCB(tcb)    vPortNameTask((tcb)->pxTopOfStack, (tcb)->pcTaskName)
#define portCLEAN_UP_TCB(tcb) vPortEndTask((tcb)->pxTopOfStack)

/* pxPortInitialiseStack gets the stack's lower end too, where the guard is. */
#define portHAS_STACK_OVERFLOW_CHECKING 1

#define portTASK_FUNCTION_PROTO(function, parameter) void function(void *parameter)
#define portTASK_FUNCTION(function, parameter)       void function(void *parameter)
#define portNOP()                                    __asm__ volatile("nop")
#define portMEMORY_BARRIER()                         __asm__ volatile("" ::: "memory")

#endif
