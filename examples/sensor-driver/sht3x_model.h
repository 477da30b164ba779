/* SPDX-License-Identifier: MIT */
/*
 * A modelled I2C bus with an SHT3x on it, for tests and for boards without the part. A driver of a
 * part knows its bus only as a hal_i2c, so that is what is modelled: messages, not wires.
 */
#ifndef SHT3X_MODEL_H
#define SHT3X_MODEL_H

#include <hal/i2c.h>
#include <hal/timer.h>

#include <stdbool.h>

/** What the part measures, what is wrong with it, and what it is doing. */
struct sht3x_model_state {
    uint16_t temperature; /**< As the part sends it. */
    uint16_t humidity;    /**< As the part sends it. */
    uint8_t flipped[6];   /**< Bits of its answer that arrive inverted. */
    bool measuring;       /**< A measurement was started and has not been read. */
    uint64_t done;        /**< When it is done, in ticks. */
    unsigned transfers;   /**< How many there have been. */
};

/** A bus; constant. */
struct sht3x_model {
    struct hal_i2c bus;              /**< With sht3x_model_ops; what the driver is given. */
    const struct hal_timer *timer;   /**< The driver's too. */
    uint8_t address;                 /**< The part's. */
    struct sht3x_model_state *state; /**< The instance's own. */
};

/** For the @c bus.ops of every model. */
extern const struct hal_i2c_ops sht3x_model_ops;

#endif
