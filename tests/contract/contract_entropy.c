/* SPDX-License-Identifier: MIT */
/* The contract of <hal/entropy.h>. */
#include "contract.h"
#include <stdbool.h>
#include <string.h>

enum {
    LONG_SIZE = 1000, /* more than a driver keeps */
    SHORT_SIZE = 32,
    ROUNDS = 8, /* a byte is equal in all of them once in 2^56 runs */
    EDGE = 8,
    EDGE_VALUE = 0xa5,
    SOON_US = 20000,
    PATIENCE_US = 10000000,
};

static uint8_t bytes[EDGE + LONG_SIZE + EDGE];

static bool is_all(const uint8_t *data, size_t size, uint8_t value)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] != value) {
            return false;
        }
    }
    return true;
}

static const char *check_closed(const struct hal_entropy *e)
{
    const unsigned long touches = contract_touches;
    memset(bytes, EDGE_VALUE, sizeof(bytes));
    CONTRACT(hal_entropy_read(e, bytes, SHORT_SIZE, PATIENCE_US) == HAL_ERR_ABSENT);
    CONTRACT(is_all(bytes, SHORT_SIZE, 0));
    CONTRACT(is_all(bytes + SHORT_SIZE, sizeof(bytes) - SHORT_SIZE, EDGE_VALUE));
    CONTRACT(contract_touches == touches);
    return NULL;
}

static const char *check_nothing(const struct hal_entropy *e)
{
    const unsigned long touches = contract_touches;
    CONTRACT(hal_entropy_read(e, NULL, 0, 0) == HAL_OK);
    CONTRACT(hal_entropy_read(e, bytes, 0, HAL_FOREVER) == HAL_OK);
    CONTRACT(contract_touches == touches);
    return NULL;
}

/* Every byte of the buffer changes from round to round: a short read would leave some. */
static const char *check_span(const struct hal_entropy *e, size_t start, size_t size)
{
    static uint8_t changed[LONG_SIZE];
    memset(changed, 0, sizeof(changed));
    for (unsigned round = 0; round < ROUNDS; round++) {
        memset(bytes, EDGE_VALUE, sizeof(bytes));
        CONTRACT(hal_entropy_read(e, bytes + EDGE + start, size, PATIENCE_US) == HAL_OK);
        CONTRACT(is_all(bytes, EDGE + start, EDGE_VALUE));
        CONTRACT(is_all(bytes + EDGE + start + size, LONG_SIZE - start - size + EDGE, EDGE_VALUE));
        for (size_t i = 0; i < size; i++) {
            changed[i] |= (uint8_t)(bytes[EDGE + start + i] ^ EDGE_VALUE);
        }
    }
    for (size_t i = 0; i < size; i++) {
        CONTRACT(changed[i] != 0);
    }
    return NULL;
}

/* Two reads differ, and so do the parts of a long one. */
static const char *check_difference(const struct hal_entropy *e)
{
    uint8_t before[SHORT_SIZE];
    CONTRACT(hal_entropy_read(e, before, sizeof(before), PATIENCE_US) == HAL_OK);
    CONTRACT(hal_entropy_read(e, bytes, LONG_SIZE, HAL_FOREVER) == HAL_OK);
    for (size_t at = 0; at + sizeof(before) <= LONG_SIZE; at += sizeof(before)) {
        CONTRACT(memcmp(bytes + at, before, sizeof(before)) != 0);
        memcpy(before, bytes + at, sizeof(before));
    }
    return NULL;
}

static const char *check_without_waiting(const struct hal_entropy *e, const struct hal_timer *timer)
{
    struct hal_deadline deadline = hal_deadline_start(timer, PATIENCE_US);
    int status;
    do {
        memset(bytes, EDGE_VALUE, SHORT_SIZE);
        status = hal_entropy_read(e, bytes, SHORT_SIZE, 0);
        CONTRACT(status == HAL_OK || (status == HAL_ERR_TIMEOUT && is_all(bytes, SHORT_SIZE, 0)));
    } while (status != HAL_OK && !hal_deadline_passed(&deadline));
    CONTRACT(status == HAL_OK);
    CONTRACT(!is_all(bytes, SHORT_SIZE, 0) && !is_all(bytes, SHORT_SIZE, EDGE_VALUE));
    return NULL;
}

const char *contract_entropy(const struct hal_entropy *entropy, const struct hal_timer *timer)
{
    const char *failure = check_closed(entropy);
    CONTRACT(failure != NULL || hal_entropy_open(entropy) == HAL_OK);
    CONTRACT(failure != NULL || hal_entropy_open(entropy) == HAL_OK);
    const unsigned bits = hal_entropy_get_min_entropy(entropy);
    CONTRACT(bits >= 1 && bits <= 8);
    if (failure == NULL) {
        failure = check_nothing(entropy);
    }
    for (size_t start = 0; start < sizeof(long) && failure == NULL; start++) {
        failure = check_span(entropy, start, SHORT_SIZE / 2 + 1 - start);
    }
    if (failure == NULL) {
        failure = check_span(entropy, 0, LONG_SIZE);
    }
    if (failure == NULL) {
        failure = check_difference(entropy);
    }
    return failure == NULL ? check_without_waiting(entropy, timer) : failure;
}

const char *contract_entropy_stuck(const struct hal_entropy *entropy, const struct hal_timer *timer)
{
    static const uint32_t timeouts[] = {0, SOON_US, SOON_US};
    for (size_t i = 0; i < sizeof(timeouts) / sizeof(timeouts[0]); i++) {
        memset(bytes, EDGE_VALUE, sizeof(bytes));
        const uint64_t before = hal_timer_now(timer);
        CONTRACT(hal_entropy_read(entropy, bytes, SHORT_SIZE, timeouts[i]) == HAL_ERR_TIMEOUT);
        CONTRACT(hal_timer_now(timer) - before >=
                 hal_timer_ticks_from_ns(timer, (uint64_t)timeouts[i] * 1000));
        CONTRACT(is_all(bytes, SHORT_SIZE, 0));
        CONTRACT(is_all(bytes + SHORT_SIZE, sizeof(bytes) - SHORT_SIZE, EDGE_VALUE));
    }
    return NULL;
}
