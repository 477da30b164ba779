/* SPDX-License-Identifier: MIT */
/*
 * Virtio devices: search, negotiation, configuration.
 *
 * A device that fails on the way is left with the status FAILED (3.1.1), and is not open.
 */
#include "virtio_internal.h"

#include <hal/dma.h>
#include <hal/fence.h>

enum {
    MAGIC = 0x74726976, /* "virt" */
    LEGACY = 1,
    MODERN = 2,
    FEATURE_VERSION_1 = 32,
    NO_INTERRUPT = 1,
    /* A legacy device gets the queue's address in pages. Small ones cost no memory. */
    PAGE_SIZE = 256,
    USED_ALIGN = 128,
    START_TIMEOUT_US = 1000000,
};
static_assert(sizeof(struct hal_virtio_queue) == PAGE_SIZE, "the queue does not fit into a page");
static_assert(offsetof(struct hal_virtio_queue, used) == USED_ALIGN, "the legacy place (2.7.2)");
static_assert(HAL_DMA_BLOCK <= USED_ALIGN, "the device writes a part of a cache block only");

static struct hal_virtio_regs *find(const struct hal_virtio *device, uint32_t type)
{
    unsigned before = device->number;
    for (unsigned i = 0; i < device->slots; i++) {
        const uintptr_t base = device->base + (uintptr_t)((intptr_t)device->stride * (intptr_t)i);
        struct hal_virtio_regs *regs = (struct hal_virtio_regs *)base;
        if (reg_read(&regs->magic) != MAGIC || reg_read(&regs->device_id) != type) {
            continue;
        }
        if (before == 0) {
            return regs;
        }
        before--;
    }
    return NULL;
}

static int reset(const struct hal_virtio *device, struct hal_virtio_regs *regs)
{
    struct hal_deadline deadline = hal_deadline_start(device->timer, START_TIMEOUT_US);
    reg_write(&regs->status, 0);
    while (reg_read(&regs->status) != 0) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

static uint32_t offered(struct hal_virtio_regs *regs, uint32_t half)
{
    reg_write(&regs->device_features_select, half);
    return reg_read(&regs->device_features);
}

static void accept(struct hal_virtio_regs *regs, uint32_t half, uint64_t features)
{
    reg_write(&regs->driver_features_select, half);
    reg_write(&regs->driver_features, (uint32_t)(features >> (32 * half)));
}

/* A legacy device has neither the upper half nor the bit FEATURES_OK. */
static int negotiate(struct hal_virtio_state *state, struct hal_virtio_regs *regs,
                     uint64_t features)
{
    const uint64_t version_1 = UINT64_C(1) << FEATURE_VERSION_1;
    state->features = offered(regs, 0) & features;
    if (state->version == MODERN) {
        state->features |= (uint64_t)offered(regs, 1) << 32 & (features | version_1);
        if ((state->features & version_1) == 0) {
            return HAL_ERR_UNSUPPORTED;
        }
        accept(regs, 1, state->features);
    }
    accept(regs, 0, state->features);
    if (state->version == LEGACY) {
        return HAL_OK;
    }
    const uint32_t status = VIRTIO_ACKNOWLEDGE | VIRTIO_DRIVER | VIRTIO_FEATURES_OK;
    reg_write(&regs->status, status);
    return (reg_read(&regs->status) & VIRTIO_FEATURES_OK) != 0 ? HAL_OK : HAL_ERR_UNSUPPORTED;
}

static void write_address(reg_wo32 *low, reg_wo32 *high, const volatile void *address)
{
    const uint64_t value = (uintptr_t)address;
    reg_write(low, (uint32_t)value);
    reg_write(high, (uint32_t)(value >> 32));
}

static int place_legacy_queue(const struct hal_virtio_queue *queue, struct hal_virtio_regs *regs)
{
    const uint64_t page = (uintptr_t)queue / PAGE_SIZE;
    if (page > UINT32_MAX) {
        return HAL_ERR_UNSUPPORTED;
    }
    reg_write(&regs->queue_align, USED_ALIGN);
    reg_write(&regs->queue_page, (uint32_t)page);
    return HAL_OK;
}

static int set_up_queue(struct hal_virtio_state *state, struct hal_virtio_regs *regs)
{
    struct hal_virtio_queue *queue = &state->queue;
    queue->available.flags = NO_INTERRUPT;
    queue->available.index = 0;
    queue->used.index = 0;
    state->done = 0;
    hal_dma_give(queue, sizeof(*queue));
    hal_fence();
    if (state->version == LEGACY) {
        reg_write(&regs->guest_page_size, PAGE_SIZE);
    }
    reg_write(&regs->queue_select, 0);
    if (reg_read(state->version == LEGACY ? &regs->queue_page : &regs->queue_ready) != 0) {
        return HAL_ERR_IO;
    }
    if (reg_read(&regs->queue_size_max) < HAL_VIRTIO_QUEUE_SIZE) {
        return HAL_ERR_UNSUPPORTED;
    }
    reg_write(&regs->queue_size, HAL_VIRTIO_QUEUE_SIZE);
    if (state->version == LEGACY) {
        return place_legacy_queue(queue, regs);
    }
    write_address(&regs->descriptors_low, &regs->descriptors_high, queue->descriptors);
    write_address(&regs->available_low, &regs->available_high, &queue->available);
    write_address(&regs->used_low, &regs->used_high, &queue->used);
    reg_write(&regs->queue_ready, 1);
    return HAL_OK;
}

static int start(const struct hal_virtio *device, struct hal_virtio_regs *regs, uint64_t features)
{
    struct hal_virtio_state *state = device->state;
    int status = reset(device, regs);
    if (status == HAL_OK) {
        reg_write(&regs->status, VIRTIO_ACKNOWLEDGE);
        reg_write(&regs->status, VIRTIO_ACKNOWLEDGE | VIRTIO_DRIVER);
        status = negotiate(state, regs, features);
    }
    if (status == HAL_OK) {
        status = set_up_queue(state, regs);
    }
    reg_update(&regs->status, VIRTIO_DRIVER_OK | VIRTIO_FAILED,
               status == HAL_OK ? VIRTIO_DRIVER_OK : VIRTIO_FAILED);
    return status;
}

int hal_virtio_open(const struct hal_virtio *device, uint32_t type, uint64_t features)
{
    struct hal_virtio_state *state = device->state;
    hal_virtio_close(device);
    struct hal_virtio_regs *regs = find(device, type);
    if (regs == NULL) {
        return HAL_ERR_ABSENT;
    }
    state->version = reg_read(&regs->version);
    if (state->version != LEGACY && state->version != MODERN) {
        return HAL_ERR_UNSUPPORTED;
    }
    const int status = start(device, regs, features);
    state->base = status == HAL_OK ? (uintptr_t)regs : 0;
    return status;
}

void hal_virtio_close(const struct hal_virtio *device)
{
    if (hal_virtio_is_open(device)) {
        /* A device that does not confirm its reset can't be stopped in any other way. */
        hal_ignore(reset(device, hal_virtio_regs_of(device)));
        device->state->base = 0;
    }
}

/* A legacy device has none. Two words of it are torn only if both change while they are read. */
static uint32_t generation(const struct hal_virtio *device)
{
    return device->state->version == LEGACY
               ? 0
               : reg_read(&hal_virtio_regs_of(device)->config_generation);
}

int hal_virtio_read_config(const struct hal_virtio *device, uint32_t offset, uint32_t *words,
                           unsigned count)
{
    const reg_ro32 *config = &hal_virtio_regs_of(device)->config[offset / sizeof(uint32_t)];
    struct hal_deadline deadline = hal_deadline_start(device->timer, START_TIMEOUT_US);
    for (;;) {
        const uint32_t before = generation(device);
        for (unsigned i = 0; i < count; i++) {
            words[i] = reg_read(&config[i]);
        }
        if (generation(device) == before) {
            return HAL_OK;
        }
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
}
