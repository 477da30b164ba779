/* SPDX-License-Identifier: MIT */
/*
 * The transmit FIFO of a modelled UART. It has no time of its own: bytes leave it when the driver
 * looks at the port's status.
 */
#ifndef MODEL_TX_H
#define MODEL_TX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MODEL_TX_MOST = 32,
    MODEL_TX_SENT = 1 << 17,
};

struct model_tx {
    unsigned size;           /**< Bytes that it holds, at most MODEL_TX_MOST. */
    unsigned looks_per_send; /**< Looks until bytes leave it. */
    unsigned send_per_look;  /**< Bytes that then leave it. With 0 the transmitter is stuck. */
    unsigned looks;
    uint8_t bytes[MODEL_TX_MOST];
    unsigned count;
    unsigned overflows;          /**< Stores while it was full. */
    uint8_t sent[MODEL_TX_SENT]; /**< The bytes that have left it. */
    size_t sent_count;
};

/** Empties a FIFO of @p size bytes that sends everything at each look. */
void model_tx_init(struct model_tx *tx, unsigned size);

/** Stores a byte. Returns false if the FIFO was full. */
bool model_tx_store(struct model_tx *tx, uint8_t byte);

/** Sends up to @p count bytes now. */
void model_tx_send(struct model_tx *tx, unsigned count);

/** Call at each look at the port's status. Returns true if bytes left the FIFO. */
bool model_tx_look(struct model_tx *tx);

#endif
