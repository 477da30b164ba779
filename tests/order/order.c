/* SPDX-License-Identifier: MIT */
/*
 * A function for each inline operation that promises an order of memory accesses, next to an access
 * that the order is for. order.py reads their code, and that of the runtime's functions.
 */
#include "../out_of_line.h"

#include <hal/fence.h>
#include <hal/ring.h>
#include <rt/board.h>
#include <rt/hart.h>
#include <rt/lock.h>
#include <rt/queue.h>
#include <rt/watchdog.h>

int order_lock_acquire(struct rt_lock *lock, const int *cell);
void order_lock_release(struct rt_lock *lock, int *cell);
bool order_lock_try(struct rt_lock *lock);
bool order_queue_put(struct rt_queue *queue, const void *element);
bool order_queue_get(struct rt_queue *queue, void *element);
int order_ring_read(const struct hal_ring *ring);
void order_ring_write(const struct hal_ring *ring);
int order_ring_used(const struct hal_ring *ring);
void order_ring_wrote(struct hal_ring *ring, uint8_t *cell);
int order_ring_took(struct hal_ring *ring, const uint8_t *cell);
int order_call_done(const struct rt_hart_async_call *call, const int *cell);
int order_fence(int *written, const int *read);

OUT_OF_LINE int order_lock_acquire(struct rt_lock *lock, const int *cell)
{
    rt_lock_acquire(lock);
    return *cell;
}

OUT_OF_LINE void order_lock_release(struct rt_lock *lock, int *cell)
{
    *cell = 1;
    rt_lock_release(lock);
}

OUT_OF_LINE bool order_lock_try(struct rt_lock *lock)
{
    return rt_lock_try(lock);
}

OUT_OF_LINE bool order_queue_put(struct rt_queue *queue, const void *element)
{
    return rt_queue_put(queue, element);
}

OUT_OF_LINE bool order_queue_get(struct rt_queue *queue, void *element)
{
    return rt_queue_get(queue, element);
}

OUT_OF_LINE int order_ring_read(const struct hal_ring *ring)
{
    const uint8_t *at = NULL;

    return hal_ring_read_span(ring, &at) != 0 ? at[0] : -1;
}

OUT_OF_LINE void order_ring_write(const struct hal_ring *ring)
{
    uint8_t *at = NULL;

    if (hal_ring_write_span(ring, &at) != 0) {
        at[0] = 1;
    }
}

OUT_OF_LINE int order_ring_used(const struct hal_ring *ring)
{
    return hal_ring_used(ring) != 0 ? ring->data[0] : -1;
}

OUT_OF_LINE void order_ring_wrote(struct hal_ring *ring, uint8_t *cell)
{
    *cell = 1;
    hal_ring_wrote(ring, 1);
}

OUT_OF_LINE int order_ring_took(struct hal_ring *ring, const uint8_t *cell)
{
    const int value = *cell;

    hal_ring_took(ring, 1);
    return value;
}

OUT_OF_LINE int order_call_done(const struct rt_hart_async_call *call, const int *cell)
{
    return rt_hart_call_done(call) ? *cell : -1;
}

OUT_OF_LINE int order_fence(int *written, const int *read)
{
    *written = 1;
    hal_fence();
    return *read;
}

static void run(void *argument)
{
    (void)argument;
}

/* Only linked, never run. */
int main(void)
{
    static char stack[1024];
    static struct rt_lock lock;
    static struct rt_queue queue;
    static struct hal_ring ring;
    static struct rt_hart_async_call call = {.function = run};
    uint8_t cell = 0;
    int sum = rt_watchdog_start(1) +
              rt_hart_start(1, run, NULL, (struct rt_hart_stack){stack, sizeof(stack)});

    sum += rt_hart_wait(1, 0) + rt_hart_call(1, run, NULL) + rt_hart_call_async(1, &call);
    order_lock_release(&lock, &sum);
    sum += order_lock_acquire(&lock, &sum) + order_lock_try(&lock);
    sum += order_queue_put(&queue, &sum) + order_queue_get(&queue, &sum);
    order_ring_write(&ring);
    order_ring_wrote(&ring, &cell);
    sum += order_ring_read(&ring) + order_ring_used(&ring) + order_ring_took(&ring, &cell);
    return sum + order_call_done(&call, &sum) + order_fence(&sum, &sum);
}
