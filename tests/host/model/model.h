/* SPDX-License-Identifier: MIT */
/*
 * Modelled devices for host tests: address ranges whose accesses call functions.
 *
 * A device model embeds struct model_device, says where it is and what reading and writing do, and
 * is attached. Every access is counted and the first ones are kept, so that a test can look at the
 * order. An access to an address without a device, of the wrong width or misaligned ends the test.
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
    unsigned width; /**< Bytes of every access: 1 or 4. */
    uint32_t (*load)(struct model_device *device, uint32_t offset);
    void (*store)(struct model_device *device, uint32_t offset, uint32_t value);
    struct model_device *next;
    unsigned loads;
    unsigned stores;
    struct model_access log[MODEL_LOG_SIZE];
};

/** Attaches @p device, whose members base to store are set, and forgets its accesses. */
void model_attach(struct model_device *device);

/** Takes every device away. */
void model_detach_all(void);

/**
 * Has @p handler called after every access from now on, as an interrupt would be, though not for
 * accesses that the handler makes; while interrupts are off (hal/critical.h) it waits until they
 * are on. NULL ends that; so does model_detach_all.
 */
void model_set_interrupt(void (*handler)(void));

/** Has @p handler called like that, once, after access number @p number from now on, from 1. */
void model_set_interrupt_at(unsigned number, void (*handler)(void));

/** Calls that handler where there is no access: between two instructions. */
void model_interrupt(void);

/** True while a handler waits, or is to come after an access. */
bool model_interrupt_is_to_come(void);

/** Forgets the accesses so far. */
void model_clear_log(struct model_device *device);

/** Returns how many accesses there were. */
unsigned model_accesses(const struct model_device *device);

/** True when access number @p index stored @p value at @p offset. */
bool model_stored(const struct model_device *device, unsigned index, uint32_t offset,
                  uint32_t value);

#endif
