/* SPDX-License-Identifier: MIT */
/* See sht3x_model.h. Like the part, it does not acknowledge a read before a measurement is done. */
#include "sht3x_model.h"
#include "sht3x.h"

#include <assert.h>

enum {
    MEASUREMENT_NS = 15500000,
};

static int start(const struct sht3x_model *model, const struct hal_i2c_message *message)
{
    const uint8_t *const bytes = message->tx;
    if (message->size != 2 || bytes[0] != 0x24 || bytes[1] != 0x00) {
        return HAL_ERR_NACK;
    }
    model->state->measuring = true;
    model->state->done =
        hal_timer_now(model->timer) + hal_timer_ticks_from_ns(model->timer, MEASUREMENT_NS);
    return HAL_OK;
}

static void put_word(uint8_t at[3], uint16_t word)
{
    at[0] = (uint8_t)(word >> 8);
    at[1] = (uint8_t)(word & 0xff);
    at[2] = sht3x_checksum(at, 2);
}

static int answer(const struct sht3x_model *model, const struct hal_i2c_message *message)
{
    struct sht3x_model_state *const state = model->state;
    uint8_t *const to = message->rx;
    uint8_t bytes[6];
    if (!state->measuring || hal_timer_now(model->timer) < state->done) {
        return HAL_ERR_ABSENT;
    }
    state->measuring = false;
    put_word(bytes, state->temperature);
    put_word(bytes + 3, state->humidity);
    for (size_t i = 0; i < message->size; i++) {
        to[i] = i < sizeof(bytes) ? bytes[i] ^ state->flipped[i] : 0xff;
    }
    return HAL_OK;
}

static int transfer(const struct hal_i2c *bus, uint8_t address,
                    const struct hal_i2c_message *messages, size_t count, uint32_t timeout_us)
{
    static_assert(offsetof(struct sht3x_model, bus) == 0, "the interface comes first");
    const struct sht3x_model *const model = (const struct sht3x_model *)bus;
    int status = address == model->address ? HAL_OK : HAL_ERR_ABSENT;
    (void)timeout_us;
    model->state->transfers++;
    for (size_t i = 0; i < count && status == HAL_OK; i++) {
        status = messages[i].tx != NULL ? start(model, &messages[i]) : answer(model, &messages[i]);
    }
    return status;
}

static int recover(const struct hal_i2c *bus)
{
    (void)bus;
    return HAL_OK;
}

const struct hal_i2c_ops sht3x_model_ops = {.transfer = transfer, .recover = recover};
