/* SPDX-License-Identifier: MIT */
/*
 * The kernel's tasks. All of it is under one lock, which kernel.c takes at each trap.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include <rt/program_image.h>

#include <stdbool.h>
#include <stdint.h>

enum task_state {
    TASK_READY,
    TASK_RUNNING,  /* on a hart */
    TASK_SLEEPING, /* until wake */
    TASK_WAITING,  /* for the queue or the console; its ecall is executed again */
    TASK_ENDED,
};

struct task {
    struct rt_program program; /* First: the runtime knows a task by it. */
    struct rt_regions regions;
    const struct rt_program_image *image;
    enum task_state state;
    unsigned priority; /* Higher ones run first. */
    unsigned lives;    /* How often it was started. */
    unsigned slices;   /* Of time that it has used up since its last call. */
    uint64_t wake;     /* In ticks. */
};

enum {
    COMPUTE,
    TALKER,
    READER, /* Serves the others and never ends. */
    EVIL,
    TASKS
};

extern struct task tasks[TASKS];

/** Gives the running hart its timer interrupt. */
void prepare_hart(void);

/** Starts @p task from its beginning. Its main gets how often it was started before. */
void task_start(struct task *task);

/** Makes all tasks ready that wait: what they wait for may have come. */
void wake_waiting(void);

/** Serves the ecall of @p task. */
void call_serve(struct task *task);

/** Serves what came from outside: a byte for a task that reads. */
void calls_poll(void);

/** Messages that were taken out of the queue. */
extern unsigned long calls_received;

#endif
