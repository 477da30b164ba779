/* SPDX-License-Identifier: MIT */
/*
 * System calls of 64-bit RISC-V Linux, for programs without a C library. The numbers are those of
 * the kernel's include/uapi/asm-generic/unistd.h. An error is a negative errno.
 */
#ifndef LINUX_GUEST_LINUX_H
#define LINUX_GUEST_LINUX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SYS_ftruncate = 46,
    SYS_openat = 56,
    SYS_close = 57,
    SYS_read = 63,
    SYS_write = 64,
    SYS_futex = 98,
    SYS_nanosleep = 101,
    SYS_clock_gettime = 113,
    SYS_sched_setaffinity = 122,
    SYS_sched_yield = 124,
    SYS_getcpu = 168,
    SYS_munmap = 215,
    SYS_mmap = 222,
    SYS_mprotect = 226,
    SYS_perf_event_open = 241,
    SYS_riscv_flush_icache = 259,
    SYS_getrandom = 278,
    SYS_memfd_create = 279,
};

enum {
    PAGE = 4096,
    PROT_READ = 1,
    PROT_WRITE = 2,
    PROT_EXEC = 4,
    MAP_SHARED = 1,
    MAP_PRIVATE = 2,
    MAP_FIXED = 16,
    MAP_ANONYMOUS = 32,
    O_RDWR = 2,
    AT_FDCWD = -100,
    FUTEX_WAIT = 0,
    FUTEX_WAKE = 1,
    EFAULT = 14,
    CPUS = 8, /* most that a run has */
};

static inline long call(long number, long a, long b, long c, long d, long e, long f)
{
    register long a0 __asm__("a0") = a;
    register long a1 __asm__("a1") = b;
    register long a2 __asm__("a2") = c;
    register long a3 __asm__("a3") = d;
    register long a4 __asm__("a4") = e;
    register long a5 __asm__("a5") = f;
    register long a7 __asm__("a7") = number;
    __asm__ volatile("ecall"
                     : "+r"(a0)
                     : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a7)
                     : "memory");
    return a0;
}

#define CALL0(number)          call(number, 0, 0, 0, 0, 0, 0)
#define CALL1(number, a)       call(number, (long)(a), 0, 0, 0, 0, 0)
#define CALL2(number, a, b)    call(number, (long)(a), (long)(b), 0, 0, 0, 0)
#define CALL3(number, a, b, c) call(number, (long)(a), (long)(b), (long)(c), 0, 0, 0)

/** Maps @p size bytes; the kernel chooses the address if @p address is NULL. */
static inline void *map(void *address, size_t size, int protection, int flags, int file,
                        long offset)
{
    return (void *)call(SYS_mmap, (long)address, (long)size, protection, flags, file, offset);
}

/** Runs function(argument) in a thread whose stack ends at @p stack. Negative is an error. */
long thread_start(void (*function)(long), long argument, void *stack);

/** Prints a line with a number. */
void print(const char *text, long number);

/** Prints the line and ends the program with status 1. */
_Noreturn void fail(const char *text, long number);

/** Moves the caller to a hart; fails if it does not arrive. */
void move_to(int cpu);

/** Sleeps; returns by how much CLOCK_MONOTONIC advanced, in microseconds. */
long sleep_us(long microseconds);

/** CLOCK_MONOTONIC in microseconds. */
long now_us(void);

/** Counts an event of the firmware on the first hart, in all programs. Returns a file. */
int count_firmware(uint64_t event);

/** What such a file has counted. */
unsigned long read_count(int file);

/* The checks. Each returns if it passed. */
void check_clock(int cpus);
void check_counters(int cpus);
void check_perf(int cpus);
void check_fences(int cpus);
void check_protection(int cpus);
void check_code(int cpus);
void check_hotplug(int cpus);
void check_sensor(int cpus);

#endif
