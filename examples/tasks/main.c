/* SPDX-License-Identifier: MIT */
/*
 * Three tasks take turns every millisecond. A sensor task sends 100 samples through a queue to a
 * filter task, and both compute with floating point. Then a third task overflows its stack; the
 * report names the task.
 */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/context.h>
#include <rt/interrupt.h>
#include <rt/queue.h>
#include <rt/time.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TASKS = 3,
    STACK = 4096,
    GUARD = 256,
    SAMPLES = 100,
    TURN_MS = 1,
};

struct task {
    struct rt_context context;
    struct rt_stack stack;
};

static char stacks[TASKS][STACK] __attribute__((aligned(GUARD)));
static struct task tasks[TASKS];
static struct rt_context main_context;
static unsigned running;
static volatile unsigned turns;
static volatile bool is_filtered;

RT_QUEUE(samples, double, 8);

/* One after the other. Main never has a turn again. */
struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    running = (running + 1) % TASKS;
    turns++;
    return &tasks[running].context;
}

static void tick(void *argument)
{
    (void)argument;
    rt_context_request();
}

/* A temperature that swings around 20 degrees. */
static void sense(void *argument)
{
    double deviation = 8;

    (void)argument;
    for (unsigned i = 0; i < SAMPLES; i++) {
        const double sample = 20 + deviation;
        deviation = deviation * -0.95;
        while (!rt_queue_put(&samples.queue, &sample)) {
            rt_context_yield();
        }
    }
    for (;;) {
        rt_context_yield();
    }
}

static void filter(void *argument)
{
    double mean = 20;

    (void)argument;
    for (unsigned i = 0; i < SAMPLES; i++) {
        double sample;
        while (!rt_queue_get(&samples.queue, &sample)) {
            rt_context_yield();
        }
        mean = mean + (sample - mean) / 8;
    }
    printf("%d samples, mean %d.%02d, %s\n", SAMPLES, (int)mean, (int)(mean * 100) % 100,
           turns > SAMPLES / 8 ? "in turns" : "at once");
    is_filtered = true;
    for (;;) {
        rt_context_yield();
    }
}

__attribute__((noinline)) static unsigned climb_from(unsigned depth)
{
    volatile unsigned frame[16];

    frame[0] = depth;
    return is_filtered ? climb_from(depth + 1) + frame[0] : 0;
}

static void climb(void *argument)
{
    (void)argument;
    while (!is_filtered) {
        rt_context_yield();
    }
    climb_from(0);
}

static bool start(unsigned number, const char *name, void (*run)(void *argument))
{
    struct task *const task = &tasks[number];

    task->stack = (struct rt_stack){
        .name = name, .low = stacks[number], .end = stacks[number] + STACK, .guard = GUARD};
    return rt_context_init(&task->context, &task->stack, run, NULL) == HAL_OK;
}

int main(void)
{
    static struct rt_alarm alarm = {.function = tick};
    const uint64_t period = rt_ticks_from_ms(TURN_MS);

    if (!start(0, "sense", sense) || !start(1, "filter", filter) || !start(2, "climb", climb)) {
        return EXIT_FAILURE;
    }
    rt_context_begin(&main_context);
    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start_periodic(&alarm, hal_timer_now(board_timer) + period, period);
    rt_context_yield();
    return EXIT_FAILURE;
}
