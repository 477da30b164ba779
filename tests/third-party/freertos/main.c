/* SPDX-License-Identifier: MIT */
/*
 * Tasks on Rivet: a queue, the tick, floating point, critical sections.
 */
#include <FreeRTOS.h>
#include <queue.h>
#include <semphr.h>
#include <task.h>

#include <rt/board.h>
#include <rt/panic.h>
#include <rt/time.h>

#include <errno.h>
#include <stdio.h>

enum {
    ROUNDS = 1000,
    TICKS = 50,
};

static QueueHandle_t to_pong, to_ping;
static SemaphoreHandle_t done;
static unsigned failures;

static void expect(bool condition, const char *what)
{
    if (!condition) {
        printf("failed: %s\n", what);
        failures++;
    }
}

static void start(TaskFunction_t run, const char *name, UBaseType_t priority)
{
    configASSERT(xTaskCreate(run, name, configMINIMAL_STACK_SIZE, NULL, priority, NULL) == pdPASS);
}

static void pong(void *unused)
{
    unsigned ball;

    (void)unused;
    for (;;) {
        xQueueReceive(to_pong, &ball, portMAX_DELAY);
        ball++;
        xQueueSend(to_ping, &ball, portMAX_DELAY);
    }
}

static void ping(void *unused)
{
    unsigned ball = 0;

    (void)unused;
    for (unsigned i = 0; i < ROUNDS; i++) {
        xQueueSend(to_pong, &ball, portMAX_DELAY);
        xQueueReceive(to_ping, &ball, portMAX_DELAY);
    }
    printf("queue: %u balls came back\n", ball);
    expect(ball == ROUNDS, "a ball was lost");
    xSemaphoreGive(done);
    vTaskDelete(NULL);
}

/* Each keeps a sum of its own, and errno, while the tick takes turns between them. */
static void add_up(void *unused)
{
    const TickType_t end = xTaskGetTickCount() + TICKS;
    volatile double sum = 0;
    unsigned terms = 0;

    (void)unused;
    errno = (int)(uintptr_t)&sum;
    while (xTaskGetTickCount() < end) {
        sum = sum + 0.5;
        terms++;
    }
    expect(sum == terms * 0.5, "a sum");
    expect(errno == (int)(uintptr_t)&sum, "errno");
    xSemaphoreGive(done);
    vTaskDelete(NULL);
}

/* The end of an inner section must not turn interrupts on. */
static void nest_criticals(void)
{
    RT_CRITICAL
    {
        taskENTER_CRITICAL();
        taskEXIT_CRITICAL();
        expect((csr_read(mstatus) & MSTATUS_MIE) == 0, "FreeRTOS's section in Rivet's");
    }
    taskENTER_CRITICAL();
    RT_CRITICAL
    {
    }
    expect((csr_read(mstatus) & MSTATUS_MIE) == 0, "Rivet's section in FreeRTOS's");
    taskEXIT_CRITICAL();
    expect((csr_read(mstatus) & MSTATUS_MIE) != 0, "interrupts are on again");
}

static void test_ticks(void)
{
    const uint64_t before = rt_uptime_us();

    vTaskDelay(TICKS);
    const uint64_t slept = rt_uptime_us() - before;
    printf("tick: %u ticks of %u ms\n", TICKS, (unsigned)portTICK_PERIOD_MS);
    expect(slept > (TICKS - 1) * 1000 && slept < (TICKS + 1) * 1000, "the tick's period");
}

static void test(void *unused)
{
    (void)unused;
    test_ticks();
    nest_criticals();
    start(pong, "pong", 2);
    start(ping, "ping", 2);
    xSemaphoreTake(done, portMAX_DELAY);
    start(add_up, "add 1", 1);
    start(add_up, "add 2", 1);
    xSemaphoreTake(done, portMAX_DELAY);
    xSemaphoreTake(done, portMAX_DELAY);
    vTaskEndScheduler();
}

int main(void)
{
    to_pong = xQueueCreate(1, sizeof(unsigned));
    to_ping = xQueueCreate(1, sizeof(unsigned));
    done = xSemaphoreCreateCounting(2, 0);
    start(test, "test", 3);
    vTaskStartScheduler();
    printf("the scheduler has ended\n");
    return failures != 0;
}
