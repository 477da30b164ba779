/* SPDX-License-Identifier: MIT */
/*
 * What a switch between FreeRTOS's tasks costs, with Rivet's port or with FreeRTOS's own.
 */
#include "bench.h"

#include <FreeRTOS.h>
#include <queue.h>
#include <task.h>

#include <rt/exit.h>

enum {
    ROUNDS = 1000,
};

static QueueHandle_t to_pong, to_ping;

static void yield_for_ever(void *unused)
{
    (void)unused;
    for (;;) {
        taskYIELD();
    }
}

static void pong(void *unused)
{
    unsigned ball;

    (void)unused;
    for (;;) {
        xQueueReceive(to_pong, &ball, portMAX_DELAY);
        xQueueSend(to_ping, &ball, portMAX_DELAY);
    }
}

static void yield_in_turn(void)
{
    for (unsigned i = 0; i < ROUNDS; i++) {
        taskYIELD();
    }
}

static void play(void)
{
    unsigned ball = 0;

    for (unsigned i = 0; i < ROUNDS; i++) {
        xQueueSend(to_pong, &ball, portMAX_DELAY);
        xQueueReceive(to_ping, &ball, portMAX_DELAY);
    }
}

static void start(TaskFunction_t run, const char *name, UBaseType_t priority, TaskHandle_t *task)
{
    configASSERT(xTaskCreate(run, name, configMINIMAL_STACK_SIZE, NULL, priority, task) == pdPASS);
}

static void measure(void *unused)
{
    TaskHandle_t other;

    (void)unused;
    start(yield_for_ever, "other", 1, &other);
    taskYIELD();
    bench_report(BENCH_NAME ".yield", BENCH_COUNT(yield_in_turn()), 2 * ROUNDS);
    vTaskDelete(other);
    start(pong, "pong", 2, NULL);
    bench_report(BENCH_NAME ".queue", BENCH_COUNT(play()), ROUNDS);
    rt_exit(0);
}

int main(void)
{
#ifdef OWN_PORT
    extern const char freertos_risc_v_trap_handler[];
    csr_write(mtvec, freertos_risc_v_trap_handler);
#endif
    to_pong = xQueueCreate(1, sizeof(unsigned));
    to_ping = xQueueCreate(1, sizeof(unsigned));
    start(measure, "measure", 1, NULL);
    vTaskStartScheduler();
    return 1;
}
