/* SPDX-License-Identifier: MIT */
/*
 * What C++ firmware needs of a runtime, under the names that the C++ ABI gives it: new and delete
 * on malloc and free, and an end for calls that have no function behind them.
 *
 * There are no exceptions, so new panics where memory runs out. Destructors of global objects are
 * registered and never run: firmware does not end, it stops.
 */
#include <rt/panic.h>

#include <stddef.h>
#include <stdlib.h>

/* size_t's letter in a mangled name. */
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

/* Declared where the compiler looks for them, in no header. */
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
    rt_panic("a pure virtual function was called");
}

void *NEW(size_t size)
{
    void *const block = malloc(size);

    if (block == NULL) {
        rt_panic("new: no memory for %zu bytes", size);
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
