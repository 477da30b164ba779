/* SPDX-License-Identifier: MIT */
/*
 * The queue of a virtio device. A request always has the descriptors from 0 on, since there is one
 * at a time. So a device that returns another one, or returns one twice, is wrong.
 */
#include "virtio_internal.h"

#include <hal/dma.h>
#include <hal/fence.h>

enum {
    DESCRIPTOR_NEXT = 1,
    DESCRIPTOR_WRITE = 2,
};

/* The device must see the descriptors before the index, and the index when it is notified. It may
 * also look at the index unasked (2.7.13). */
void hal_virtio_submit(const struct hal_virtio *device, const struct hal_virtio_buffer *buffers,
                       unsigned count)
{
    struct hal_virtio_queue *queue = &device->state->queue;
    for (unsigned i = 0; i < count; i++) {
        hal_dma_give(buffers[i].data, buffers[i].size);
        const unsigned write = buffers[i].device_writes ? DESCRIPTOR_WRITE : 0;
        const unsigned next = i + 1 < count ? DESCRIPTOR_NEXT : 0;
        queue->descriptors[i] = (struct hal_virtio_descriptor){
            .address = (uintptr_t)buffers[i].data,
            .size = buffers[i].size,
            .flags = (uint16_t)(write | next),
            .next = (uint16_t)(i + 1),
        };
    }
    queue->available.ring[queue->available.index % HAL_VIRTIO_QUEUE_SIZE] = 0;
    hal_dma_give(queue, offsetof(struct hal_virtio_queue, used));
    hal_fence();
    queue->available.index++;
    hal_dma_give(&queue->available, sizeof(queue->available));
    hal_fence();
    reg_write(&hal_virtio_regs_of(device)->queue_notify, 0);
}

static int fail(const struct hal_virtio *device)
{
    hal_virtio_close(device);
    return HAL_ERR_IO;
}

/* The part of the queue that the device writes, up to its end, which is that of a cache block. */
static void take_used(struct hal_virtio_queue *queue)
{
    const size_t start = offsetof(struct hal_virtio_queue, used);
    hal_dma_take((uint8_t *)queue + start, sizeof(*queue) - start);
}

/* What the device wrote may be read only after the index that counts it. */
static int take(const struct hal_virtio *device, uint16_t index, uint32_t *written)
{
    struct hal_virtio_state *state = device->state;
    struct hal_virtio_used_entry *entry =
        &state->queue.used.ring[state->done % HAL_VIRTIO_QUEUE_SIZE];
    hal_fence();
    take_used(&state->queue);
    if (index != (uint16_t)(state->done + 1) || entry->id != 0) {
        return fail(device);
    }
    *written = entry->size;
    state->done = index;
    return HAL_OK;
}

int hal_virtio_wait(const struct hal_virtio *device, struct hal_deadline *deadline,
                    uint32_t *written)
{
    struct hal_virtio_state *state = device->state;
    for (;;) {
        take_used(&state->queue);
        const uint16_t index = state->queue.used.index;
        if (index != state->done) {
            return take(device, index, written);
        }
        const uint32_t status = reg_read(&hal_virtio_regs_of(device)->status);
        if ((status & (VIRTIO_NEEDS_RESET | VIRTIO_FAILED)) != 0) {
            return fail(device);
        }
        if (hal_deadline_passed(deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
}
