/* SPDX-License-Identifier: MIT */
/* See model_virtio.h. */
#include <hal/fence.h>
#include <host_test.h>
#include <model_cache.h>
#include <model_virtio.h>
#include <string.h>

enum {
    STATUS_ACKNOWLEDGE = 1,
    STATUS_DRIVER = 2,
    STATUS_DRIVER_OK = 4,
    STATUS_FEATURES_OK = 8,
    STATUS_FAILED = 128,
    DESCRIPTOR_NEXT = 1,
    DESCRIPTOR_WRITE = 2,
};

struct model_virtio model_virtio;
#define m model_virtio

static struct hal_virtio_descriptor *descriptors(void)
{
    return model_cache_behind(m.addresses[0]);
}

static struct hal_virtio_available *available(void)
{
    return model_cache_behind(m.addresses[1]);
}

static struct hal_virtio_used *used(void)
{
    return model_cache_behind(m.addresses[2]);
}

static void deliver(void)
{
    struct model_virtio_buffer buffers[HAL_VIRTIO_QUEUE_SIZE];
    unsigned count = 0;
    unsigned at = m.seen_available.ring[m.served % HAL_VIRTIO_QUEUE_SIZE];
    for (;;) {
        assert_in_range(at, 0, HAL_VIRTIO_QUEUE_SIZE - 1);
        const struct hal_virtio_descriptor *d = &m.seen[at];
        assert_int_not_equal(d->size, 0);
        const bool writes = (d->flags & DESCRIPTOR_WRITE) != 0;
        if (writes) {
            model_cache_assert_clean(d->address, d->size);
        }
        buffers[count++] =
            (struct model_virtio_buffer){model_cache_behind(d->address), d->size, writes};
        if ((d->flags & DESCRIPTOR_NEXT) == 0) {
            break;
        }
        at = d->next;
    }
    const uint32_t written = m.serve(buffers, count);
    model_cache_assert_clean(m.addresses[2], sizeof(struct hal_virtio_used));
    struct hal_virtio_used_entry *entry = &used()->ring[m.served % HAL_VIRTIO_QUEUE_SIZE];
    entry->id = m.seen_available.ring[m.served % HAL_VIRTIO_QUEUE_SIZE] + m.id;
    entry->size = m.size < 0 ? written : (uint32_t)m.size;
    m.served++;
    m.delivers = false;
}

/* The descriptors must have been complete one fence before the index that counts them. */
void model_fence(void)
{
    if (m.delivers) {
        deliver();
    }
    m.fences++;
    if (m.page == 0 && m.ready == 0) {
        return;
    }
    if (available()->index != m.seen_available.index) {
        assert_memory_equal(descriptors(), m.seen, sizeof(m.seen));
        assert_memory_equal(available()->ring, m.seen_available.ring,
                            sizeof(m.seen_available.ring));
    }
    memcpy(m.seen, descriptors(), sizeof(m.seen));
    memcpy(&m.seen_available, available(), sizeof(m.seen_available));
}

/* Counts the answer now, and gives it at the next fence. */
static void answer(void)
{
    m.is_busy = false;
    m.delivers = true;
    used()->index = (uint16_t)(used()->index + 1 + m.extra_answers);
}

static void work(void)
{
    if (m.is_busy && m.left == 0) {
        answer();
    } else if (m.is_busy && m.left != MODEL_VIRTIO_NEVER) {
        m.left--;
    }
}

static void reset(void)
{
    m.status = m.reset_takes != 0 ? m.status : 0;
    m.is_busy = m.delivers = false;
    m.accepted = 0;
    m.served = 0;
    m.ready = m.page = m.queue_size = m.page_size = m.align = 0;
    memset(m.addresses, 0xff, sizeof(m.addresses));
    m.fences = 0;
    memset(&m.seen_available, 0, sizeof(m.seen_available));
}

static uint32_t read_status(void)
{
    if (m.reset_takes != 0 && m.reset_takes != MODEL_VIRTIO_NEVER && --m.reset_takes == 0) {
        m.status = 0;
    }
    const uint32_t failing = m.is_busy ? m.failing_status : 0;
    work();
    return m.status | failing;
}

static uint32_t generation(void)
{
    assert_int_equal(m.version, 2);
    if (m.config_changes != 0 && m.config_changes != MODEL_VIRTIO_NEVER) {
        m.config_changes--;
    }
    return m.config_changes == MODEL_VIRTIO_NEVER ? m.device.loads : m.config_changes;
}

static uint32_t load(struct model_device *device, uint32_t address)
{
    (void)device;
    const uint32_t offset = address % MODEL_VIRTIO_SLOT;
    if (address / MODEL_VIRTIO_SLOT != m.slot) {
        assert_in_range(offset, 0, 8);
        return offset == 0 ? 0x74726976 : offset == 4 ? m.version : 0;
    }
    switch (offset) {
    case 0x00:
        return m.magic;
    case 0x04:
        return m.version;
    case 0x08:
        return m.type;
    case 0x10:
        assert_int_equal(m.status, STATUS_ACKNOWLEDGE | STATUS_DRIVER);
        return (uint32_t)(m.offered >> (32 * m.half_offered));
    case 0x34:
        return m.queue_size_max;
    case 0x40:
        assert_int_equal(m.version, 1);
        return m.is_in_use;
    case 0x44:
        assert_int_equal(m.version, 2);
        return m.is_in_use;
    case 0x70:
        return read_status();
    case 0xfc:
        return generation();
    default:
        assert_in_range(offset, 0x100, 0x13f);
        return m.config[(offset - 0x100) / 4];
    }
}

static void store_status(uint32_t value)
{
    const uint32_t started = STATUS_ACKNOWLEDGE | STATUS_DRIVER;
    if (value == 0) {
        reset();
    } else if ((value & STATUS_FAILED) == 0) {
        assert_int_equal(m.status & ~value, 0);
        assert_true(value == STATUS_ACKNOWLEDGE || m.status != 0);
        if ((value & STATUS_DRIVER_OK) != 0) {
            assert_int_equal(value, m.version == 1
                                        ? started | STATUS_DRIVER_OK
                                        : started | STATUS_FEATURES_OK | STATUS_DRIVER_OK);
            assert_int_equal(m.accepted & ~m.offered, 0);
            assert_true(m.version == 1 ? m.page != 0 : m.ready == 1);
            assert_int_not_equal(m.fences, 0);
            assert_int_equal(m.queue_size, HAL_VIRTIO_QUEUE_SIZE);
        }
    }
    if (value != 0) {
        m.status = m.refuses ? value & ~(uint32_t)STATUS_FEATURES_OK : value;
    }
}

static void store_page(uint32_t value)
{
    assert_int_not_equal(m.page_size, 0);
    assert_int_not_equal(m.align, 0);
    assert_int_equal(m.queue_size, HAL_VIRTIO_QUEUE_SIZE);
    m.page = value;
    const uint64_t address = (uint64_t)value * m.page_size;
    const uint64_t end = address + sizeof(struct hal_virtio_descriptor) * m.queue_size + 4 +
                         2 * (uint64_t)m.queue_size + 2;
    m.addresses[0] = address;
    m.addresses[1] = address + sizeof(struct hal_virtio_descriptor) * m.queue_size;
    m.addresses[2] = (end + m.align - 1) & ~(uint64_t)(m.align - 1);
}

static void store_address(uint32_t offset, uint32_t value)
{
    uint64_t *address = &m.addresses[(offset - 0x80) / 0x10];
    assert_int_equal(m.version, 2);
    assert_int_equal(m.ready, 0);
    assert_int_equal(m.status, STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK);
    if (offset % 8 == 0) {
        *address = (*address & ~(uint64_t)UINT32_MAX) | value;
    } else {
        *address = (*address & UINT32_MAX) | (uint64_t)value << 32;
    }
}

static void notify(void)
{
    assert_true((m.status & STATUS_DRIVER_OK) != 0);
    assert_false(m.is_busy);
    assert_int_equal(available()->index, m.seen_available.index);
    assert_int_equal((uint16_t)(m.seen_available.index - m.served), 1);
    m.notifications++;
    m.is_busy = true;
    m.left = m.delay;
    if (m.delay == 0) {
        answer();
    }
}

static void store(struct model_device *device, uint32_t address, uint32_t value)
{
    (void)device;
    const uint32_t offset = address % MODEL_VIRTIO_SLOT;
    assert_int_equal(address / MODEL_VIRTIO_SLOT, m.slot);
    switch (offset) {
    case 0x14:
        m.half_offered = value;
        break;
    case 0x20:
        assert_int_equal(m.status, STATUS_ACKNOWLEDGE | STATUS_DRIVER);
        m.accepted |= (uint64_t)value << (32 * m.half_accepted);
        break;
    case 0x24:
        m.half_accepted = value;
        break;
    case 0x28:
        assert_int_equal(m.version, 1);
        m.page_size = value;
        break;
    case 0x30:
        assert_int_equal(value, 0);
        break;
    case 0x38:
        m.queue_size = value;
        break;
    case 0x3c:
        assert_int_equal(m.version, 1);
        m.align = value;
        break;
    case 0x40:
        assert_int_equal(m.version, 1);
        store_page(value);
        break;
    case 0x44:
        assert_int_equal(m.version, 2);
        m.ready = value;
        break;
    case 0x50:
        assert_int_equal(value, 0);
        notify();
        break;
    case 0x70:
        store_status(value);
        break;
    default:
        assert_in_range(offset, 0x80, 0xa4);
        store_address(offset, value);
        break;
    }
}

void model_virtio_init(uint32_t version, uint32_t type,
                       uint32_t (*serve)(const struct model_virtio_buffer *buffers, unsigned count))
{
    memset(&m, 0, sizeof(m));
    m.device.base = MODEL_VIRTIO_BASE;
    m.device.size = MODEL_VIRTIO_SLOTS * MODEL_VIRTIO_SLOT;
    m.device.width = 4;
    m.device.load = load;
    m.device.store = store;
    m.slot = 5;
    m.magic = 0x74726976;
    m.version = version;
    m.type = type;
    m.offered = version == 1 ? 0 : UINT64_C(1) << 32;
    m.queue_size_max = 1024;
    m.serve = serve;
    m.size = -1;
    model_detach_all();
    model_attach(&m.device);
    model_cache_init();
}
