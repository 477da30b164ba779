/* SPDX-License-Identifier: MIT */
/*
 * A modelled NS16550A: FIFOs, line status with errors that a read clears, divisor latch, interrupt
 * levels. Each read of the line status advances time: the transmitter then sends some bytes.
 */
#ifndef MODEL_NS16550_H
#define MODEL_NS16550_H

#include <model.h>
#include <model_tx.h>

enum {
    MODEL_NS16550_FIFO = 16,
};

struct model_ns16550 {
    struct model_device device;
    unsigned reg_shift;
    bool absent; /**< Stores have no effect, loads return 0xff. */
    uint8_t rx[MODEL_NS16550_FIFO];
    uint8_t rx_errors[MODEL_NS16550_FIFO];
    unsigned rx_count;
    unsigned rx_underflows; /**< Reads of an empty receive FIFO. */
    struct model_tx tx;     /**< It looks at each read of LSR. */
    uint8_t overrun;
    uint8_t ier, fcr, lcr, mcr, dll, dlm;
};

/** Attaches a port at @p base that sends everything immediately. */
void model_ns16550_init(struct model_ns16550 *model, uintptr_t base, unsigned reg_shift);

/** Receives a character with the LSR bits @p errors. If the FIFO is full, it is lost: an
 * overrun. */
void model_ns16550_receive(struct model_ns16550 *model, uint8_t character, uint8_t errors);

/** True while the port requests an interrupt. */
bool model_ns16550_irq(const struct model_ns16550 *model);

#endif
