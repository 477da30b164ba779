/* SPDX-License-Identifier: MIT */
/*
 * The seed register. A reading that has no sample says why: the source tests itself, needs time, or
 * has failed for good. Both waits end by themselves, so software only repeats the reading.
 */
#include <assert.h>
#include <hal/seed.h>
#include <string.h>
#include <zkr_entropy.h>

enum {
    STATE_SHIFT = 30,
    STATE_SAMPLE = 2, /* ES16: the low 16 bits are a sample */
    STATE_DEAD = 3,
    SAMPLE_BYTES = 2,
    MIN_ENTROPY = 4,
    TEST_TIMEOUT_US = 1000000, /* a self-test at power-up; the specification sets no limit */
};

static inline const struct zkr_entropy *device(const struct hal_entropy *entropy)
{
    static_assert(offsetof(struct zkr_entropy, entropy) == 0, "the interface comes first");
    return (const struct zkr_entropy *)entropy;
}

static int take_sample(const struct zkr_entropy *dev, struct hal_deadline *deadline,
                       uint32_t *sample)
{
    for (;;) {
        *sample = hal_seed_take();
        const uint32_t state = *sample >> STATE_SHIFT;
        if (state == STATE_SAMPLE) {
            return HAL_OK;
        }
        if (state == STATE_DEAD) {
            dev->state->is_open = false;
            return HAL_ERR_IO;
        }
        if (hal_deadline_passed(deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
}

/* Takes a sample, which it drops, so that a source which never gets ready does not open. */
static int open(const struct hal_entropy *entropy)
{
    const struct zkr_entropy *dev = device(entropy);
    dev->state->is_open = false;
    if (dev->exists != NULL && !dev->exists()) {
        return HAL_ERR_ABSENT;
    }
    uint32_t sample;
    struct hal_deadline deadline = hal_deadline_start(dev->timer, TEST_TIMEOUT_US);
    const int status = take_sample(dev, &deadline, &sample);
    dev->state->is_open = status == HAL_OK;
    return status;
}

static int fill(const struct zkr_entropy *dev, uint8_t *to, size_t size, uint32_t timeout_us)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    for (size_t done = 0; done < size; done += SAMPLE_BYTES) {
        uint32_t sample;
        const int status = take_sample(dev, &deadline, &sample);
        if (status < 0) {
            return status;
        }
        to[done] = (uint8_t)sample;
        if (size - done > 1) {
            to[done + 1] = (uint8_t)(sample >> 8);
        }
    }
    return HAL_OK;
}

static int read(const struct hal_entropy *entropy, void *data, size_t size, uint32_t timeout_us)
{
    const struct zkr_entropy *dev = device(entropy);
    const int status =
        dev->state->is_open ? fill(dev, (uint8_t *)data, size, timeout_us) : HAL_ERR_ABSENT;
    if (status < 0 && size != 0) {
        memset(data, 0, size);
    }
    return status;
}

const struct hal_entropy_ops zkr_entropy_ops = {
    .open = open,
    .read = read,
    .min_entropy = MIN_ENTROPY,
};
