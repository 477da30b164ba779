/* SPDX-License-Identifier: MIT */
/* Instructions of whole calls of the C library's memory functions, as linked into firmware. */
#include "bench.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define LARGEST 65536

/* Extra bytes for the misaligned rows and for strlen's terminator. */
static _Alignas(16) char from[LARGEST + 16];
static _Alignas(16) char to[LARGEST + 16];

static void report(const char *function, size_t size, const char *kind, unsigned long count)
{
    char name[40];

    (void)snprintf(name, sizeof(name), "%s.%u.%s", function, (unsigned)size, kind);
    bench_report(name, count, size);
}

/* Volatile pointers hide the function and its arguments from the compiler. */
static void *(*volatile copy)(void *, const void *, size_t) = memcpy;
static void *(*volatile fill)(void *, int, size_t) = memset;
static size_t (*volatile measure)(const char *) = strlen;

static void count_size(size_t size, size_t offset, const char *kind)
{
    void *(*const memcpy_)(void *, const void *, size_t) = copy;
    void *(*const memset_)(void *, int, size_t) = fill;
    size_t (*const strlen_)(const char *) = measure;

    report("memcpy", size, kind, BENCH_COUNT(memcpy_(to, from + offset, size)));
    report("memset", size, kind, BENCH_COUNT(memset_(to + offset, '-', size)));
    from[offset + size] = '\0';
    report("strlen", size, kind, BENCH_COUNT((void)strlen_(from + offset)));
    from[offset + size] = '-';
}

int main(void)
{
    static const size_t sizes[] = {7, 64, 1024, LARGEST};

    memset(from, '-', sizeof(from));
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        count_size(sizes[i], 0, "aligned");
        count_size(sizes[i], 1, "unaligned");
    }
    return 0;
}
