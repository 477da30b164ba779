/* SPDX-License-Identifier: MIT */
/* Two devices of the board that a test can make interrupt immediately. */
#ifndef TESTS_IRQ_DEVICES_H
#define TESTS_IRQ_DEVICES_H

#include <stdint.h>

struct irq_device {
    uint32_t source;
    void (*raise)(void);
    void (*lower)(void); /**< Called by its handler. */
};

extern const struct irq_device irq_devices[2];

#endif
