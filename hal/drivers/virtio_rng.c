/* SPDX-License-Identifier: MIT */
/*
 * Virtio entropy. A request is for as many bytes as there is room for. The device may answer with
 * fewer, but at least one (5.4.6.1).
 */
#include <assert.h>
#include <virtio_rng.h>

enum {
    MIN_ENTROPY = 8,
};

static inline const struct virtio_rng *device(const struct hal_entropy *entropy)
{
    static_assert(offsetof(struct virtio_rng, entropy) == 0, "the interface comes first");
    return (const struct virtio_rng *)entropy;
}

static int open(const struct hal_entropy *entropy)
{
    const struct virtio_rng *dev = device(entropy);
    const int status = hal_virtio_open(&dev->device, HAL_VIRTIO_ENTROPY, 0);
    dev->state->count = 0;
    dev->state->is_pending = false;
    return status;
}

static void request(const struct virtio_rng *dev)
{
    struct virtio_rng_state *state = dev->state;
    state->asked = (uint8_t)(VIRTIO_RNG_READY - state->count);
    const struct hal_virtio_buffer buffer = {state->delivered, state->asked, true};
    hal_virtio_submit(&dev->device, &buffer, 1);
    state->is_pending = true;
}

/* Moves bytes and leaves none behind. Volatile: the compiler must not drop stores to memory that
 * nothing seems to read, and the device writes some of it. */
static void move(volatile uint8_t *to, volatile uint8_t *from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        to[i] = from[i];
        from[i] = 0;
    }
}

/* Appends what the device delivered to the bytes that are ready. There may be fewer of them than
 * when it was asked. */
static int append(const struct virtio_rng *dev, uint32_t written)
{
    struct virtio_rng_state *state = dev->state;
    state->is_pending = false;
    if (written == 0 || written > state->asked) {
        hal_virtio_close(&dev->device);
        return HAL_ERR_IO;
    }
    hal_dma_take(state->delivered, state->asked);
    move(state->ready + state->count, state->delivered, written);
    state->count = (uint8_t)(state->count + written);
    return HAL_OK;
}

/* Waits until @p size bytes are ready. */
static int gather(const struct virtio_rng *dev, size_t size, struct hal_deadline *deadline)
{
    struct virtio_rng_state *state = dev->state;
    while (state->count < size) {
        if (!state->is_pending) {
            request(dev);
        }
        uint32_t written = 0;
        int status = hal_virtio_wait(&dev->device, deadline, &written);
        if (status == HAL_OK) {
            status = append(dev, written);
        }
        if (status < 0) {
            return status;
        }
    }
    return HAL_OK;
}

static int fill(const struct virtio_rng *dev, uint8_t *to, size_t size, uint32_t timeout_us)
{
    struct virtio_rng_state *state = dev->state;
    struct hal_deadline deadline = hal_deadline_start(dev->device.timer, timeout_us);
    while (size != 0) {
        const size_t part = size < VIRTIO_RNG_READY ? size : VIRTIO_RNG_READY;
        const int status = gather(dev, part, &deadline);
        if (status < 0) {
            return status;
        }
        state->count = (uint8_t)(state->count - part);
        move(to, state->ready + state->count, part);
        to += part;
        size -= part;
    }
    return HAL_OK;
}

static int read(const struct hal_entropy *entropy, void *data, size_t size, uint32_t timeout_us)
{
    const struct virtio_rng *dev = device(entropy);
    volatile uint8_t *bytes = (volatile uint8_t *)data;
    const int status = hal_virtio_is_open(&dev->device)
                           ? fill(dev, (uint8_t *)data, size, timeout_us)
                           : HAL_ERR_ABSENT;
    for (size_t i = 0; i < size && status < 0; i++) {
        bytes[i] = 0;
    }
    return status;
}

const struct hal_entropy_ops virtio_rng_ops = {
    .open = open,
    .read = read,
    .min_entropy = MIN_ENTROPY,
};
