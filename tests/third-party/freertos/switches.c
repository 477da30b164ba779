/* SPDX-License-Identifier: MIT */
/*
 * What a switch costs, with Rivet's port or with FreeRTOS's own. Run under -icount shift=0.
 */
#include <FreeRTOS.h>
#include <queue.h>
#include <task.h>

#include <rt/csr.h>
#include <rt/exit.h>

#include <stdio.h>

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

static unsigned long time_yields(void)
{
    const unsigned long before = csr_read(minstret);

    for (unsigned i = 0; i < ROUNDS; i++) {
        taskYIELD();
    }
    return (csr_read(minstret) - before) / ROUNDS / 2;
}

static unsigned long time_balls(void)
{
    const unsigned long before = csr_read(minstret);
    unsigned ball = 0;

    for (unsigned i = 0; i < ROUNDS; i++) {
        xQueueSend(to_pong, &ball, portMAX_DELAY);
        xQueueReceive(to_ping, &ball, portMAX_DELAY);
    }
    return (csr_read(minstret) - before) / ROUNDS;
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
    printf("yield: %lu instructions\n", time_yields());
    vTaskDelete(other);
    start(pong, "pong", 2, NULL);
    printf("queue: %lu instructions\n", time_balls());
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
