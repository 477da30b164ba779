/* SPDX-License-Identifier: MIT */
/*
 * A modelled NS16550A: FIFOs, line status with errors that go when read, divisor latch, interrupt
 * levels. Time passes with each read of the line status: the transmitter then sends some bytes.
 */
#ifndef MODEL_NS16550_H
#define MODEL_NS16550_H

#include <model.h>

enum {
    MODEL_NS16550_FIFO = 16,
    MODEL_NS16550_SENT = 1 << 17,
};

struct model_ns16550 {
    struct model_device device;
    unsigned reg_shift;
    bool absent;            /**< Stores go nowhere, loads give 0xff. */
    unsigned send_per_look; /**< Bytes that leave the transmit FIFO at each read of LSR. */
    uint8_t rx[MODEL_NS16550_FIFO];
    uint8_t rx_errors[MODEL_NS16550_FIFO];
    unsigned rx_count;
    uint8_t tx[MODEL_NS16550_FIFO];
    unsigned tx_count;
    unsigned tx_overflows;  /**< Stores into a full transmit FIFO. */
    unsigned rx_underflows; /**< Reads of an empty receive FIFO. */
    uint8_t overrun;
    uint8_t ier, fcr, lcr, mcr, dll, dlm;
    uint8_t sent[MODEL_NS16550_SENT];
    size_t sent_count;
};

/** Attaches a port at @p base that sends everything at once. */
void model_ns16550_init(struct model_ns16550 *model, uintptr_t base, unsigned reg_shift);

/** A character arrives, with the LSR bits @p errors; into a full FIFO it is lost: an overrun. */
void model_ns16550_receive(struct model_ns16550 *model, uint8_t character, uint8_t errors);

/** Up to @p count bytes leave the transmit FIFO. */
void model_ns16550_send(struct model_ns16550 *model, unsigned count);

/** True while the port asks for an interrupt. */
bool model_ns16550_irq(const struct model_ns16550 *model);

#endif
