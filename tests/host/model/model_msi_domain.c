/* SPDX-License-Identifier: MIT */
/* The domain of model_msi_domain.h. */
#include "model_msi_domain.h"

#include "host_test.h"
#include "model_imsic.h"

#include <string.h>

enum {
    DOMAINCFG = 0,
    SOURCECFG = 0x4,
    MMSIADDRCFG = 0x1bc0,
    MMSIADDRCFGH = 0x1bc4,
    SETIPNUM = 0x1cdc,
    IN_CLRIP = 0x1d00,
    CLRIPNUM = 0x1ddc,
    SETIENUM = 0x1edc,
    CLRIE = 0x1f00,
    CLRIENUM = 0x1fdc,
    TARGET = 0x3004,
    FILE_BYTES = 4096,
    LEVEL_HIGH = 6,
};

struct model_msi_domain model_msi_domain;
static struct model_msi_domain *const it = &model_msi_domain;

/* The rectified input. */
static bool is_active(uint32_t source)
{
    return it->mode[source] != 0 && it->line[source] != ((it->mode[source] & 1) != 0);
}

static bool is_level(uint32_t source)
{
    return it->mode[source] >= LEVEL_HIGH;
}

/* By mmsiaddrcfg, without groups. */
static uint64_t address_of(uint32_t hart)
{
    const uint32_t bits = it->mmsiaddrcfgh >> 12 & 15;
    const uint32_t shift = it->mmsiaddrcfgh >> 20 & 7;
    const uint64_t base = (uint64_t)(it->mmsiaddrcfgh & 0xfff) << 32 | it->mmsiaddrcfg;

    return (base | (uint64_t)(hart & ((1U << bits) - 1)) << shift) << 12;
}

static void forward(uint32_t source)
{
    if (it->domaincfg != 0x104 || !it->enabled[source] || !it->pending[source]) {
        return;
    }
    it->pending[source] = false;
    it->messages++;
    assert_int_equal(address_of(it->target[source] >> 18), MODEL_FILES + MODEL_HART * FILE_BYTES);
    assert_true((it->target[source] & 0x7ff) != 0);
    model_imsic_send(it->target[source] & 0x7ff);
}

void model_msi_domain_set_line(uint32_t source, bool high)
{
    const bool was = is_active(source);

    it->line[source] = high;
    if (is_active(source) && !was) {
        it->pending[source] = true;
        forward(source);
    } else if (is_level(source) && !is_active(source) && !it->keeps_levels) {
        it->pending[source] = false;
    }
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset >= SOURCECFG && offset < SOURCECFG + 4 * MODEL_SOURCES) {
        return it->mode[(offset - SOURCECFG) / 4 + 1];
    }
    assert_true(offset >= IN_CLRIP && offset < IN_CLRIP + 4 * (MODEL_SOURCES / 32 + 1));
    uint32_t value = 0;
    for (uint32_t s = 8 * (offset - IN_CLRIP); s < 8 * (offset - IN_CLRIP + 4); s++) {
        value |= s <= MODEL_SOURCES ? (uint32_t)is_active(s) << s % 32 : 0;
    }
    return value;
}

static void store_source(uint32_t offset, uint32_t value)
{
    const bool is_mode = offset < SOURCECFG + 4 * MODEL_SOURCES;
    const uint32_t source = (offset - (is_mode ? SOURCECFG : TARGET)) / 4 + 1;

    assert_true(is_mode || (offset >= TARGET && offset < TARGET + 4 * MODEL_SOURCES));
    if (source != it->inactive) {
        *(is_mode ? &it->mode[source] : &it->target[source]) = value;
    }
}

static void store_number(uint32_t offset, uint32_t source)
{
    assert_true(source >= 1 && source <= MODEL_SOURCES);
    if (offset == SETIPNUM) {
        it->pending[source] |= !is_level(source) || is_active(source);
    } else if (offset == CLRIPNUM) {
        it->pending[source] = false;
    } else {
        it->enabled[source] = offset == SETIENUM;
    }
    forward(source);
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == SETIPNUM || offset == CLRIPNUM || offset == SETIENUM || offset == CLRIENUM) {
        store_number(offset, value);
    } else if (offset == DOMAINCFG) {
        it->domaincfg = value;
    } else if (offset == MMSIADDRCFG) {
        it->mmsiaddrcfg = value;
    } else if (offset == MMSIADDRCFGH) {
        it->mmsiaddrcfgh = value;
    } else if (offset >= CLRIE && offset < CLRIE + 4 * (MODEL_SOURCES / 32 + 1)) {
        assert_true(value == UINT32_MAX);
        for (uint32_t s = 0; s < 32 && 8 * (offset - CLRIE) + s <= MODEL_SOURCES; s++) {
            const uint32_t source = 8 * (offset - CLRIE) + s;
            it->enabled[source] = it->enabled[source] && it->mode[source] == 0;
        }
    } else {
        store_source(offset, value);
    }
}

static void store_ipi(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    assert_int_equal(offset % FILE_BYTES, 0);
    assert_int_equal(value, 1);
    it->ipi_to = offset / FILE_BYTES;
}

void model_msi_domain_attach(void)
{
    memset(it, 0, sizeof(*it));
    memset(it->enabled, 1, sizeof(it->enabled));
    it->device.base = MODEL_DOMAIN;
    it->device.size = 0x8000;
    it->device.width = 4;
    it->device.load = load;
    it->device.store = store;
    it->files.base = MODEL_FILES;
    it->files.size = MODEL_HARTS * FILE_BYTES;
    it->files.width = 4;
    it->files.store = store_ipi;
    it->ipi_to = UINT32_MAX;
    model_detach_all();
    model_attach(&it->device);
    model_attach(&it->files);
}
