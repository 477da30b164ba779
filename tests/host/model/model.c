/* SPDX-License-Identifier: MIT */
/* The list of modelled devices, and the dispatch of accesses to them. */
#include <contract.h>
#include <hal/critical.h>
#include <hal/mmio_access.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

static struct model_device *devices;

static struct {
    void (*handler)(void);
    unsigned accesses_left; /* accesses before its first call */
    bool once;
    bool off; /* true in a critical section and in the handler */
    bool waits;
} interrupt;

void model_attach(struct model_device *device)
{
    model_clear_log(device);
    device->next = devices;
    devices = device;
}

void model_detach_all(void)
{
    devices = NULL;
    memset(&interrupt, 0, sizeof(interrupt));
}

void model_set_interrupt(void (*handler)(void))
{
    interrupt.handler = handler;
    interrupt.accesses_left = 0;
    interrupt.once = false;
    interrupt.waits = false;
}

void model_set_interrupt_at(unsigned number, void (*handler)(void))
{
    model_set_interrupt(handler);
    interrupt.accesses_left = number - 1;
    interrupt.once = true;
}

bool model_interrupt_is_to_come(void)
{
    return interrupt.handler != NULL;
}

void model_interrupt(void)
{
    void (*const handler)(void) = interrupt.handler;
    if (handler == NULL) {
        return;
    }
    if (interrupt.off) {
        interrupt.waits = true;
        return;
    }
    if (interrupt.once) {
        interrupt.handler = NULL;
    }
    interrupt.off = true;
    handler();
    interrupt.off = false;
    interrupt.waits = false;
}

unsigned long model_interrupts_off(void)
{
    const bool were_on = !interrupt.off;
    interrupt.off = true;
    return were_on;
}

void model_interrupts_restore(unsigned long state)
{
    if (state == 0) {
        return;
    }
    interrupt.off = false;
    if (interrupt.waits) {
        interrupt.waits = false;
        model_interrupt();
    }
}

static void after_access(void)
{
    if (interrupt.accesses_left != 0) {
        interrupt.accesses_left--;
    } else {
        model_interrupt();
    }
}

void model_clear_log(struct model_device *device)
{
    device->loads = 0;
    device->stores = 0;
}

unsigned model_accesses(const struct model_device *device)
{
    return device->loads + device->stores;
}

bool model_stored(const struct model_device *device, unsigned index, uint32_t offset,
                  uint32_t value)
{
    const struct model_access *access = &device->log[index];
    return index < model_accesses(device) && access->is_store && access->offset == offset &&
           access->value == value;
}

static struct model_device *find(uintptr_t address, unsigned width)
{
    struct model_device *device = devices;
    while (device != NULL && address - device->base >= device->size) {
        device = device->next;
    }
    if (device == NULL || device->width != width || address % width != 0) {
        fail_msg("access of %u bytes at %#lx", width, (unsigned long)address);
    }
    contract_touches++;
    return device;
}

static void keep(struct model_device *device, struct model_access access)
{
    const unsigned index = model_accesses(device);
    if (index < MODEL_LOG_SIZE) {
        device->log[index] = access;
    }
}

uint32_t model_load(uintptr_t address, unsigned width)
{
    struct model_device *device = find(address, width);
    const uint32_t offset = (uint32_t)(address - device->base);
    const uint32_t value = device->load(device, offset);
    keep(device, (struct model_access){false, offset, value});
    device->loads++;
    after_access();
    return value;
}

void model_store(uintptr_t address, unsigned width, uint32_t value)
{
    struct model_device *device = find(address, width);
    const uint32_t offset = (uint32_t)(address - device->base);
    keep(device, (struct model_access){true, offset, value});
    device->stores++;
    device->store(device, offset, value);
    after_access();
}
