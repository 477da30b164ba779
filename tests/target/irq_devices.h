/* SPDX-License-Identifier: MIT */
/* Two devices of the board that interrupt as soon as they are told to. */
#ifndef TESTS_IRQ_DEVICES_H
#define TESTS_IRQ_DEVICES_H

#include <stdint.h>

struct irq_device {
    uint32_t source;
    void (*raise)(void);
    void (*lower)(void); /**< What its handler does. */
};

extern const struct irq_device irq_devices[2];

#endif
