/* SPDX-License-Identifier: MIT */
/*
 * Atomics of any size, such as a struct of two pointers: what compilers call for sizes without an
 * instruction and without a function of their own (libatomic's ABI). One lock serves all of them.
 * Every memory order is met, because the lock is sequentially consistent.
 */
#include <rt/lock.h>

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static struct rt_lock lock;

void load_any(size_t size, const void *object, void *value, int order) __asm__("__atomic_load");
void store_any(size_t size, void *object, const void *value, int order) __asm__("__atomic_store");
void exchange_any(size_t size, void *object, const void *value, void *old,
                  int order) __asm__("__atomic_exchange");
bool compare_exchange_any(size_t size, void *object, void *expected, const void *value, int success,
                          int failure) __asm__("__atomic_compare_exchange");

void load_any(size_t size, const void *object, void *value, int order)
{
    (void)order;
    RT_LOCKED(&lock)
    {
        memcpy(value, object, size);
    }
}

void store_any(size_t size, void *object, const void *value, int order)
{
    (void)order;
    RT_LOCKED(&lock)
    {
        memcpy(object, value, size);
    }
}

void exchange_any(size_t size, void *object, const void *value, void *old, int order)
{
    (void)order;
    RT_LOCKED(&lock)
    {
        memcpy(old, object, size);
        memcpy(object, value, size);
    }
}

bool compare_exchange_any(size_t size, void *object, void *expected, const void *value, int success,
                          int failure)
{
    bool is_equal = false;

    (void)success;
    (void)failure;
    RT_LOCKED(&lock)
    {
        is_equal = memcmp(object, expected, size) == 0;
        if (is_equal) {
            memcpy(object, value, size);
        } else {
            memcpy(expected, object, size);
        }
    }
    return is_equal;
}
