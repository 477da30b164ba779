/* SPDX-License-Identifier: MIT */
/*
 * The configuration of FreeRTOS. Bytes that the port takes from a stack are in its guard.
 */
#ifndef FREERTOS_CONFIG_H
#define FREERTOS_CONFIG_H

#include <rt/panic.h>

#define configSTACK_GUARD_BYTES 256

#define configTICK_RATE_HZ                      1000
#define configTICK_TYPE_WIDTH_IN_BITS           (__riscv_xlen == 64 ? 2 : 1)
#define configUSE_PREEMPTION                    1
#define configUSE_PORT_OPTIMISED_TASK_SELECTION 0
#define configMAX_PRIORITIES                    5
#define configMINIMAL_STACK_SIZE                512 /* words */
#define configMAX_TASK_NAME_LEN                 16
#define configUSE_IDLE_HOOK                     0
#define configUSE_TICK_HOOK                     0
#define configIDLE_SHOULD_YIELD                 1
#define configCHECK_FOR_STACK_OVERFLOW          0 /* the guard does that */
#define configSUPPORT_STATIC_ALLOCATION         0
#define configSUPPORT_DYNAMIC_ALLOCATION        1
#define configTOTAL_HEAP_SIZE                   65536
#define configUSE_MUTEXES                       1
#define configUSE_COUNTING_SEMAPHORES           1
#define configUSE_TIMERS                        0
#define configCPU_CLOCK_HZ                      10000000

#define INCLUDE_vTaskDelay      1
#define INCLUDE_vTaskDelayUntil 1
#define INCLUDE_vTaskDelete     1

#define configASSERT(condition)                                          \
    do {                                                                 \
        if (!(condition)) {                                              \
            rt_panic("FreeRTOS: %s is not true, " __FILE__, #condition); \
        }                                                                \
    } while (0)

#endif
