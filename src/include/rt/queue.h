/* SPDX-License-Identifier: MIT */
/** @file
 * A lock-free queue between one producer and one consumer: handlers, main code or harts.
 *
 *     RT_QUEUE(samples, struct sample, 64);
 *
 *     rt_queue_put(&samples.queue, &sample);   in the handler
 *     rt_queue_get(&samples.queue, &sample);   in main
 *
 * The two counters only grow, modulo 2^32. Each side writes one of them. Memory order: the
 * producer writes the element, then `tail` with release; a consumer that reads that `tail` with
 * acquire sees the element. The consumer reads the element, then writes `head` with release; a
 * producer that reads that `head` with acquire overwrites a slot only after it was read. Each side
 * reads its own counter relaxed. No read-modify-write is needed, so the queue also works on a core
 * without atomic instructions. tests/host/queue.pml is the model.
 */
#ifndef RT_QUEUE_H
#define RT_QUEUE_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A queue, defined by RT_QUEUE. Its members are internal. */
struct rt_queue {
    unsigned char *elements; /**< The array of slots. */
    uint32_t size;           /**< Bytes of an element. */
    uint32_t capacity;       /**< In elements, a power of two. */
    uint32_t head;           /**< Taken so far. */
    uint32_t tail;           /**< Put so far. */
};

/** Defines the static queue @p name.queue of @p count elements (a power of two) of @p type. */
#define RT_QUEUE(name, type, count)                                                       \
    static_assert((count) > 0 && ((count) & ((count) - 1)) == 0 && (count) <= 0x40000000, \
                  "a queue's capacity is a power of two");                                \
    static type name##_elements[count];                                                   \
    static struct {                                                                       \
        struct rt_queue queue;                                                            \
    } name = {{(unsigned char *)name##_elements, sizeof(type), (count), 0, 0}}

/** @cond internal */
static inline unsigned char *rt_queue_slot(const struct rt_queue *queue, uint32_t position)
{
    return queue->elements + (size_t)(position & (queue->capacity - 1)) * queue->size;
}
/** @endcond */

/** Appends a copy of @p element; returns false if the queue is full. Producer only. */
static inline bool rt_queue_put(struct rt_queue *queue, const void *element)
{
    const uint32_t tail = __atomic_load_n(&queue->tail, __ATOMIC_RELAXED);

    if (tail - __atomic_load_n(&queue->head, __ATOMIC_ACQUIRE) == queue->capacity) {
        return false;
    }
    memcpy(rt_queue_slot(queue, tail), element, queue->size);
    __atomic_store_n(&queue->tail, tail + 1, __ATOMIC_RELEASE);
    return true;
}

/** Moves the oldest element to @p element; returns false if the queue is empty. Consumer only. */
static inline bool rt_queue_get(struct rt_queue *queue, void *element)
{
    const uint32_t head = __atomic_load_n(&queue->head, __ATOMIC_RELAXED);

    if (__atomic_load_n(&queue->tail, __ATOMIC_ACQUIRE) == head) {
        return false;
    }
    memcpy(element, rt_queue_slot(queue, head), queue->size);
    __atomic_store_n(&queue->head, head + 1, __ATOMIC_RELEASE);
    return true;
}

/**
 * The number of elements at some moment of the call, for the producer and the consumer. Any other
 * caller gets an approximation between 0 and the capacity. Callable from anywhere.
 */
static inline uint32_t rt_queue_count(const struct rt_queue *queue)
{
    /* Read head first, so that tail is never behind it; both may advance in between. */
    const uint32_t head = __atomic_load_n(&queue->head, __ATOMIC_ACQUIRE);
    const uint32_t count = __atomic_load_n(&queue->tail, __ATOMIC_ACQUIRE) - head;

    return count < queue->capacity ? count : queue->capacity;
}

#ifdef __cplusplus
}
#endif

#endif
