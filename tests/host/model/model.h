/* SPDX-License-Identifier: MIT */
/*
 * Modelled devices for host tests: accesses to their address ranges call functions.
 *
 * A device model embeds struct model_device, sets its address range and functions, and is attached.
 * Every access is counted. The first accesses are recorded, so that a test can check their order.
 * An access to an address without a device, of the wrong width or misaligned ends the test.
 */
#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MODEL_LOG_SIZE = 4096,
};

struct model_access {
    bool is_store;
    uint32_t offset;
    uint32_t value;
};

struct model_device {
    uintptr_t base;
    uint32_t size;
    unsigned width; /**< Bytes of every access: 1, 2 or 4. */
    uint32_t (*load)(struct model_device *device, uint32_t offset);
    void (*store)(struct model_device *device, uint32_t offset, uint32_t value);
    struct model_device *next;
    unsigned loads;
    unsigned stores;
    struct model_access log[MODEL_LOG_SIZE];
};

/** Attaches @p device and clears its log. Set its members from base to store first. */
void model_attach(struct model_device *device);

/** Detaches every device. */
void model_detach_all(void);

/**
 * From now on calls @p handler after every access, like an interrupt, except for accesses by the
 * handler. In a critical section (hal/critical.h) the call is delayed until its end. NULL or
 * model_detach_all ends this.
 */
void model_set_interrupt(void (*handler)(void));

/** Calls @p handler in the same way, but once: after access @p number from now on, from 1. */
void model_set_interrupt_at(unsigned number, void (*handler)(void));

/** Calls the handler now, without an access, like an interrupt between two instructions. */
void model_interrupt(void);

/** True while a call of the handler is delayed, or will follow an access. */
bool model_interrupt_is_to_come(void);

/** Clears the log of accesses. */
void model_clear_log(struct model_device *device);

/** Returns the number of accesses. */
unsigned model_accesses(const struct model_device *device);

/** True when access number @p index stored @p value at @p offset. */
bool model_stored(const struct model_device *device, unsigned index, uint32_t offset,
                  uint32_t value);

#endif
