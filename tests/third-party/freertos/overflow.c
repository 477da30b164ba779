/* SPDX-License-Identifier: MIT */
/*
 * A task that overflows its stack. The report names the task.
 */
#include <FreeRTOS.h>
#include <task.h>

static volatile int bottom = -1; /* a depth that is never reached */

__attribute__((noinline)) static int recurse(int depth)
{
    volatile char frame[64];

    frame[0] = (char)depth;
    return depth == bottom ? 0 : recurse(depth + 1) + frame[0];
}

static void climb(void *unused)
{
    (void)unused;
    recurse(0);
}

int main(void)
{
    configASSERT(xTaskCreate(climb, "climb", configMINIMAL_STACK_SIZE, NULL, 1, NULL) == pdPASS);
    vTaskStartScheduler();
    return 1;
}
