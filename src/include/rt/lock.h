/* SPDX-License-Identifier: MIT */
/** @file
 * A fair lock between harts: they acquire it in the order of their requests.
 *
 *     static struct rt_lock lock;
 *
 *     RT_LOCKED(&lock) {
 *         total += mine;
 *     }
 *
 * A ticket lock. Taking a ticket is relaxed because it only determines the order of the holders.
 * Reading `serving` acquires and incrementing it releases. So the next holder sees everything the
 * previous one wrote, and a device sees one holder's accesses before the next one's. Only the
 * holder writes `serving`, so the read before its increment is relaxed. Tickets wrap around after
 * 2^32, which is harmless because fewer harts than that wait. tests/host/lock.pml is the model.
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
    uint32_t next;    /**< The next ticket to hand out. */
    uint32_t serving; /**< The ticket that holds the lock. */
};

/** @cond internal */

/* C's memory orders cover memory only, and compilers differ in whether their fences also order
 * device accesses (unprivileged specification, section 2.7, FENCE). */
#ifdef __riscv
#define RT_LOCK_TAKEN()   __asm__ volatile("fence r, iorw" ::: "memory")
#define RT_LOCK_LEAVING() __asm__ volatile("fence iorw, w" ::: "memory")
#else
#define RT_LOCK_TAKEN()   __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define RT_LOCK_LEAVING() __atomic_thread_fence(__ATOMIC_RELEASE)
#endif

/** @endcond */

/**
 * Waits for the lock and takes it. Does not turn interrupts off, so a lock that a handler also
 * takes can deadlock the hart; use RT_LOCKED for such a lock.
 */
static inline void rt_lock_acquire(struct rt_lock *lock)
{
    const uint32_t ticket = __atomic_fetch_add(&lock->next, 1, __ATOMIC_RELAXED);

    while (__atomic_load_n(&lock->serving, __ATOMIC_RELAXED) != ticket) {
    }
    RT_LOCK_TAKEN();
}

/** Takes the lock and returns true if it is free; otherwise returns false without waiting. */
static inline bool rt_lock_try(struct rt_lock *lock)
{
    uint32_t serving = __atomic_load_n(&lock->serving, __ATOMIC_RELAXED);

    RT_LOCK_TAKEN();
    return __atomic_compare_exchange_n(&lock->next, &serving, serving + 1, false, __ATOMIC_RELAXED,
                                       __ATOMIC_RELAXED);
}

/** Releases the lock. Only the hart that holds it may call this. */
static inline void rt_lock_release(struct rt_lock *lock)
{
    const uint32_t mine = __atomic_load_n(&lock->serving, __ATOMIC_RELAXED);

    RT_LOCK_LEAVING();
    __atomic_store_n(&lock->serving, mine + 1, __ATOMIC_RELAXED);
}

/**
 * Runs the following statement or block with @p lock held and interrupts off, then releases the
 * lock and restores interrupts. The block may be left by return, break, continue or goto, but not
 * by longjmp. Callable from anywhere. Deadlocks if this hart already holds the lock.
 */
#define RT_LOCKED(lock) RT_LOCKED_(lock, __COUNTER__)

/* Internals of the macro. */

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
    const struct rt_lock_guard guard = {lock, state, true};
    return guard;
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
