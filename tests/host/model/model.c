/* SPDX-License-Identifier: MIT */
/* The list of modelled devices and the way of an access to one of them. */
#include <contract.h>
#include <hal/mmio_access.h>
#include <host_test.h>
#include <model.h>

static struct model_device *devices;
static void (*interrupt)(void);

void model_attach(struct model_device *device)
{
    model_clear_log(device);
    device->next = devices;
    devices = device;
}

void model_detach_all(void)
{
    devices = NULL;
    interrupt = NULL;
}

void model_set_interrupt(void (*handler)(void))
{
    interrupt = handler;
}

void model_interrupt(void)
{
    void (*handler)(void) = interrupt;
    if (handler != NULL) {
        interrupt = NULL;
        handler();
        interrupt = handler;
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
    model_interrupt();
    return value;
}

void model_store(uintptr_t address, unsigned width, uint32_t value)
{
    struct model_device *device = find(address, width);
    const uint32_t offset = (uint32_t)(address - device->base);
    keep(device, (struct model_access){true, offset, value});
    device->stores++;
    device->store(device, offset, value);
    model_interrupt();
}
