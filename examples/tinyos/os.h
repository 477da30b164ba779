/* SPDX-License-Identifier: MIT */
/*
 * What a task may ask of tinyos. A call is an ecall: the number in a7, arguments in a0 and a1, the
 * result in a0. Results below 0 are errors.
 */
#ifndef OS_H
#define OS_H

#include <stddef.h>
#include <stdint.h>

/** The numbers of the calls. Those before OS_WRITE are fast ones: see RT_PROGRAM_CALLS. */
enum os_number {
    OS_TIME,
    OS_SELF,
    OS_WRITE,
    OS_SLEEP,
    OS_SEND,
    OS_RECEIVE,
    OS_READ,
    OS_EXIT,
};

enum {
    OS_LONGEST_TEXT = 64, /**< Bytes of one os_write. */
};

static inline long os_call(enum os_number number, long first, long second)
{
    register long a0 __asm__("a0");
    register long a1 __asm__("a1");
    register long a7 __asm__("a7");

    a0 = first;
    a1 = second;
    a7 = (long)number;
    /* A fast call clears what a function may change. */
    __asm__ volatile("ecall"
                     : "+r"(a0), "+r"(a1), "+r"(a7)
                     :
                     : "ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a2", "a3", "a4", "a5", "a6",
                       "memory");
    return a0;
}

/** Milliseconds since the start. */
static inline unsigned long os_time(void)
{
    return (unsigned long)os_call(OS_TIME, 0, 0);
}

/** The number of this task. */
static inline long os_self(void)
{
    return os_call(OS_SELF, 0, 0);
}

/** Writes a text of at most OS_LONGEST_TEXT bytes to the console. */
static inline long os_write(const char *text, size_t size)
{
    return os_call(OS_WRITE, (long)text, (long)size);
}

/** Lets others run for that long. */
static inline void os_sleep(unsigned long milliseconds)
{
    (void)os_call(OS_SLEEP, (long)milliseconds, 0);
}

/** Puts a word into the queue; waits while it is full. */
static inline void os_send(long word)
{
    (void)os_call(OS_SEND, word, 0);
}

/** Takes the oldest word out of the queue; waits while there is none. */
static inline long os_receive(void)
{
    return os_call(OS_RECEIVE, 0, 0);
}

/** Waits for a byte from the console. */
static inline long os_read(void)
{
    return os_call(OS_READ, 0, 0);
}

/** Where a task begins. @p life is how often it was started before. */
__attribute__((noreturn)) void program_main(unsigned long life);

/** Ends this task. */
__attribute__((noreturn)) static inline void os_exit(void)
{
    for (;;) {
        (void)os_call(OS_EXIT, 0, 0);
    }
}

#endif
