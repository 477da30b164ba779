/* SPDX-License-Identifier: MIT */
/*
 * Runtime support for C++ firmware, with the names of the C++ ABI: new and delete on malloc and
 * free, and a panic for calls of pure virtual functions.
 *
 * There are no exceptions, so new panics if memory runs out. Destructors of global objects run at
 * exit, because compilers register them by atexit.
 */
#include "base/panic_text.h"

#include <stddef.h>
#include <stdlib.h>

/* The mangled names depend on size_t. */
#if __riscv_xlen == 64
#define NEW          _Znwm
#define NEW_ARRAY    _Znam
#define DELETE       _ZdlPvm
#define DELETE_ARRAY _ZdaPvm
#else
#define NEW          _Znwj
#define NEW_ARRAY    _Znaj
#define DELETE       _ZdlPvj
#define DELETE_ARRAY _ZdaPvj
#endif

/* No header declares these. */
extern void *__dso_handle;
__attribute__((noreturn)) void __cxa_pure_virtual(void);
void *NEW(size_t size);
void *NEW_ARRAY(size_t size);
void DELETE(void *block, size_t size);
void DELETE_ARRAY(void *block, size_t size);
void _ZdlPv(void *block);
void _ZdaPv(void *block);

void *__dso_handle;

void __cxa_pure_virtual(void)
{
    PANIC("a pure virtual function was called");
}

void *NEW(size_t size)
{
    void *const block = malloc(size);

    if (block == NULL) {
        PANIC("new: no memory for %zu bytes", size);
    }
    return block;
}

void *NEW_ARRAY(size_t size)
{
    return NEW(size);
}

void DELETE(void *block, size_t size)
{
    (void)size;
    free(block);
}

void DELETE_ARRAY(void *block, size_t size)
{
    (void)size;
    free(block);
}

void _ZdlPv(void *block)
{
    free(block);
}

void _ZdaPv(void *block)
{
    free(block);
}
