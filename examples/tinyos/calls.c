/* SPDX-License-Identifier: MIT */
/*
 * The calls of tasks. One that can't be served yet leaves pc at the ecall, so that it is tried
 * again when the task continues.
 */
#include "kernel.h"
#include "os.h"

#include <board.h>
#include <rt/console.h>
#include <rt/time.h>

#include <string.h>

enum {
    QUEUE = 8,
    FAILED = -1,
};

unsigned long calls_received;

static long queue[QUEUE];
static unsigned long sent;
static int byte = -1; /* That nobody has read yet. */

/* A fast call runs without a task switch, on the hart that the caller is on. */
static struct rt_program_result time_call(unsigned long a0, unsigned long a1, unsigned long a2,
                                          unsigned long a3, unsigned long a4, unsigned long a5)
{
    (void)a0, (void)a1, (void)a2, (void)a3, (void)a4, (void)a5;
    return (struct rt_program_result){(unsigned long)(rt_uptime_us() / 1000), 0};
}

static struct rt_program_result self_call(unsigned long a0, unsigned long a1, unsigned long a2,
                                          unsigned long a3, unsigned long a4, unsigned long a5)
{
    (void)a0, (void)a1, (void)a2, (void)a3, (void)a4, (void)a5;
    const struct task *const self = (const struct task *)(const void *)rt_program_current();

    return (struct rt_program_result){(unsigned long)(self - tasks), 0};
}

RT_PROGRAM_CALLS(time_call, self_call)

/* Only bytes that the task itself may read reach the console. */
static long write_call(const struct task *task, uintptr_t text, size_t size)
{
    char copy[OS_LONGEST_TEXT];

    if (size > sizeof(copy) || rt_program_copy_in(&task->program, copy, text, size) < 0) {
        return FAILED;
    }
    /* A task can't write lines that look like somebody else's. */
    for (size_t i = 0; i < size; i++) {
        copy[i] = (char)(copy[i] < ' ' ? '?' : copy[i]);
    }
    rt_console_write(task->image->name, strlen(task->image->name));
    rt_console_write(": ", 2);
    rt_console_write(copy, size);
    rt_console_write("\n", 1);
    return (long)size;
}

static bool send_call(long word)
{
    if (sent - calls_received == QUEUE) {
        return false;
    }
    queue[sent++ % QUEUE] = word;
    wake_waiting();
    return true;
}

static bool receive_call(long *word)
{
    if (sent == calls_received) {
        return false;
    }
    *word = queue[calls_received++ % QUEUE];
    wake_waiting();
    return true;
}

static bool read_call(long *result)
{
    *result = byte;
    byte = -1;
    return *result >= 0;
}

void calls_poll(void)
{
    unsigned char next;

    if (byte < 0 && hal_uart_read(board_console, &next, 1, 0) == 1) {
        byte = next;
        wake_waiting();
    }
}

static void sleep_call(struct task *task, unsigned long milliseconds)
{
    const uint64_t ns = (uint64_t)milliseconds * 1000000;

    task->wake = hal_timer_now(board_timer) + hal_timer_ticks_from_ns(board_timer, ns);
    task->state = TASK_SLEEPING;
}

/* Returns false if the task has to wait. The result is 0 if the call sets none. */
static bool serve(struct task *task, long *result)
{
    const struct rt_trap_frame *const frame = &task->program.frame;

    *result = 0;
    switch (frame->a7) {
    case OS_WRITE:
        *result = write_call(task, frame->a0, frame->a1);
        return true;
    case OS_SLEEP:
        sleep_call(task, frame->a0);
        return true;
    case OS_SEND:
        return send_call((long)frame->a0);
    case OS_RECEIVE:
        return receive_call(result);
    case OS_READ:
        return read_call(result);
    case OS_EXIT:
        task->state = TASK_ENDED;
        return true;
    default:
        *result = FAILED;
        return true;
    }
}

void call_serve(struct task *task)
{
    long result;

    task->state = TASK_READY;
    task->slices = 0;
    if (serve(task, &result)) {
        task->program.frame.a0 = (unsigned long)result;
        task->program.frame.pc += 4;
    } else {
        task->state = TASK_WAITING;
    }
}
