/* SPDX-License-Identifier: MIT */
/** @file
 * A lock between harts: first come, first served.
 *
 *     static struct rt_lock lock;
 *
 *     RT_LOCKED(&lock) {
 *         total += mine;
 *     }
 *
 * A ticket lock. Drawing a ticket needs no order: it only says whose turn it will be. Looking at
 * whose turn it is acquires, and handing the turn on releases: what one holder wrote, the next
 * holder sees, and a device sees one holder's accesses before the next one's. Only the holder
 * writes `serving`, so it reads its own value without order. Tickets wrap around after 2^32, which
 * is harmless with fewer harts than that waiting. tests/host/lock.pml has the model.
 */
#ifndef RT_LOCK_H
#define RT_LOCK_H

#include <rt/critical.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A lock; free when all zero. */
struct rt_lock {
    uint32_t next;    /**< The ticket that is drawn next. */
    uint32_t serving; /**< The ticket whose turn it is. */
};

/** @cond internal */

/* C's orders are of memory alone, and compilers differ in whether their fences are of devices too
 * (unprivileged specification, section 2.7, FENCE). */
#ifdef __riscv
#define RT_LOCK_TAKEN()   __asm__ volatile("fence r, iorw" ::: "memory")
#define RT_LOCK_LEAVING() __asm__ volatile("fence iorw, w" ::: "memory")
#else
#define RT_LOCK_TAKEN()   __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define RT_LOCK_LEAVING() __atomic_thread_fence(__ATOMIC_RELEASE)
#endif

/** @endcond */

/**
 * Waits for the lock and takes it. Does not turn interrupts off: a lock that a handler takes too
 * deadlocks its own hart then; RT_LOCKED is for that.
 */
static inline void rt_lock_acquire(struct rt_lock *lock)
{
    const uint32_t ticket = __atomic_fetch_add(&lock->next, 1, __ATOMIC_RELAXED);

    while (__atomic_load_n(&lock->serving, __ATOMIC_RELAXED) != ticket) {
    }
    RT_LOCK_TAKEN();
}

/** Takes the lock if it is free at this moment; true if so. */
static inline bool rt_lock_try(struct rt_lock *lock)
{
    uint32_t serving = __atomic_load_n(&lock->serving, __ATOMIC_RELAXED);

    RT_LOCK_TAKEN();
    return __atomic_compare_exchange_n(&lock->next, &serving, serving + 1, false, __ATOMIC_RELAXED,
                                       __ATOMIC_RELAXED);
}

/** Hands the lock on. Only for the hart that holds it. */
static inline void rt_lock_release(struct rt_lock *lock)
{
    const uint32_t mine = __atomic_load_n(&lock->serving, __ATOMIC_RELAXED);

    RT_LOCK_LEAVING();
    __atomic_store_n(&lock->serving, mine + 1, __ATOMIC_RELAXED);
}

/**
 * The statement or block that follows holds @p lock with interrupts off; afterwards the lock is
 * free and interrupts are as before, also when it is left by return, break, continue or goto. Not
 * by longjmp. Callable from anywhere; taking a lock that this hart holds already never ends.
 */
#define RT_LOCKED(lock) RT_LOCKED_(lock, __COUNTER__)

/* What the macro is made of. */

/** @cond internal */

struct rt_lock_guard {
    struct rt_lock *lock;
    unsigned long state;
    bool once;
};

static inline struct rt_lock_guard rt_lock_guard_begin(struct rt_lock *lock)
{
    const unsigned long state = rt_critical_enter();

    rt_lock_acquire(lock);
    return (struct rt_lock_guard){lock, state, true};
}

static inline void rt_lock_guard_end(const struct rt_lock_guard *guard)
{
    rt_lock_release(guard->lock);
    rt_critical_exit(guard->state);
}

#define RT_LOCKED_(lock, id) RT_LOCKED__(lock, id)
#define RT_LOCKED__(lock, id)                                                     \
    for (struct rt_lock_guard rt_lock_guard_##id                                  \
         __attribute__((cleanup(rt_lock_guard_end))) = rt_lock_guard_begin(lock); \
         rt_lock_guard_##id.once; rt_lock_guard_##id.once = false)

/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
