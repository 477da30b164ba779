/* SPDX-License-Identifier: MIT */
/*
 * The registers of a virtio device (Virtual I/O Device 1.2, 4.2.2 and 4.2.4).
 */
#ifndef HAL_VIRTIO_INTERNAL_H
#define HAL_VIRTIO_INTERNAL_H

#include <hal/mmio.h>
#include <hal/virtio.h>

struct hal_virtio_regs {
    reg_ro32 magic;
    reg_ro32 version;
    reg_ro32 device_id;
    reg_ro32 vendor_id;
    reg_ro32 device_features;
    reg_wo32 device_features_select;
    reg_ro32 reserved0[2];
    reg_wo32 driver_features;
    reg_wo32 driver_features_select;
    reg_wo32 guest_page_size; /* legacy */
    reg_ro32 reserved1;
    reg_wo32 queue_select;
    reg_ro32 queue_size_max;
    reg_wo32 queue_size;
    reg_wo32 queue_align; /* legacy */
    reg_rw32 queue_page;  /* legacy */
    reg_rw32 queue_ready;
    reg_ro32 reserved2[2];
    reg_wo32 queue_notify;
    reg_ro32 reserved3[3];
    reg_ro32 interrupt_status;
    reg_wo32 interrupt_acknowledge;
    reg_ro32 reserved4[2];
    reg_rw32 status;
    reg_ro32 reserved5[3];
    reg_wo32 descriptors_low;
    reg_wo32 descriptors_high;
    reg_ro32 reserved6[2];
    reg_wo32 available_low;
    reg_wo32 available_high;
    reg_ro32 reserved7[2];
    reg_wo32 used_low;
    reg_wo32 used_high;
    reg_ro32 reserved8[21];
    reg_ro32 config_generation;
    reg_ro32 config[64];
};
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, driver_features, 0x20);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, queue_select, 0x30);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, queue_ready, 0x44);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, queue_notify, 0x50);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, interrupt_status, 0x60);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, status, 0x70);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, descriptors_low, 0x80);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, available_low, 0x90);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, used_low, 0xa0);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, config_generation, 0xfc);
MMIO_ASSERT_OFFSET(struct hal_virtio_regs, config, 0x100);

/* Bits of status (2.1). */
enum {
    VIRTIO_ACKNOWLEDGE = 1,
    VIRTIO_DRIVER = 2,
    VIRTIO_DRIVER_OK = 4,
    VIRTIO_FEATURES_OK = 8,
    VIRTIO_NEEDS_RESET = 64,
    VIRTIO_FAILED = 128,
};

/* The registers of an open device. */
static inline struct hal_virtio_regs *hal_virtio_regs_of(const struct hal_virtio *device)
{
    return (struct hal_virtio_regs *)device->state->base;
}

#endif
