/* SPDX-License-Identifier: MIT */
/*
 * The definitions that FreeRTOS' heap_4.c needs, without a kernel. Instead of suspending the
 * scheduler it turns interrupts off, as Rivet's heap does, which takes fewer instructions. All
 * options are off.
 */
#ifndef FREERTOS_H
#define FREERTOS_H

#include <rt/critical.h>

#include <stddef.h>
#include <stdint.h>

#define configSUPPORT_DYNAMIC_ALLOCATION 1
#define configAPPLICATION_ALLOCATED_HEAP 0
#define configTOTAL_HEAP_SIZE            (65536 + 48000)
#define configUSE_MALLOC_FAILED_HOOK     0
#define configENABLE_HEAP_PROTECTOR      0
#define configASSERT(condition)

/* As in FreeRTOS' port for RISC-V. */
#define portBYTE_ALIGNMENT      16
#define portBYTE_ALIGNMENT_MASK 15
#define portPOINTER_SIZE_TYPE   uintptr_t
#define portMAX_DELAY           UINT32_MAX

#define PRIVILEGED_DATA
#define PRIVILEGED_FUNCTION
#define mtCOVERAGE_TEST_MARKER()
#define traceMALLOC(address, size)
#define traceFREE(address, size)

#define vTaskSuspendAll() const unsigned long held = rt_critical_enter()
#define xTaskResumeAll()  (rt_critical_exit(held), 0)
#define taskENTER_CRITICAL()
#define taskEXIT_CRITICAL()

typedef struct {
    size_t xAvailableHeapSpaceInBytes;
    size_t xSizeOfLargestFreeBlockInBytes;
    size_t xSizeOfSmallestFreeBlockInBytes;
    size_t xNumberOfFreeBlocks;
    size_t xMinimumEverFreeBytesRemaining;
    size_t xNumberOfSuccessfulAllocations;
    size_t xNumberOfSuccessfulFrees;
} HeapStats_t;

void *pvPortMalloc(size_t size);
void vPortFree(void *block);

#endif
