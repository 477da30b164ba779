/* SPDX-License-Identifier: MIT */
/*
 * A model of an I2C bus with an SHT3x. Tests and boards without the part use it. A driver uses its
 * bus only through hal_i2c, so the model handles messages, not wires.
 */
#ifndef SHT3X_MODEL_H
#define SHT3X_MODEL_H

#include <hal/i2c.h>
#include <hal/timer.h>

#include <stdbool.h>

/** The part's measured values, injected faults and progress. */
struct sht3x_model_state {
    uint16_t temperature; /**< As the part sends it. */
    uint16_t humidity;    /**< As the part sends it. */
    uint8_t flipped[6];   /**< Bits of its response that are inverted. */
    bool measuring;       /**< A measurement was started and has not been read. */
    uint64_t done;        /**< Tick at which the measurement is done. */
    unsigned transfers;   /**< Number of transfers so far. */
};

/** A bus; constant. */
struct sht3x_model {
    struct hal_i2c bus;              /**< With sht3x_model_ops; the interface for the driver. */
    const struct hal_timer *timer;   /**< The same timer as the driver's. */
    uint8_t address;                 /**< The part's address. */
    struct sht3x_model_state *state; /**< Not shared with other instances. */
};

/** The @c bus.ops of every model. */
extern const struct hal_i2c_ops sht3x_model_ops;

#endif
