/* SPDX-License-Identifier: MIT */
/*
 * The SIO of an RP2350. The boot ROM of core 1 repeats each word of the launch sequence; at another
 * word than the expected one it begins anew, and so does the sender.
 */
#include <hal/mmio.h>
#include <hal/xh3power.h>
#include <rp2350_sio.h>
#include <stddef.h>

enum {
    MAILBOX_HAS_WORD = 1,
    MAILBOX_HAS_ROOM = 2,
    CLEAR_SHIFT = 8, /* of the bits that clear a software interrupt */
    WORDS = 6,
    PATIENCE = 100000, /* readings for a word; the boot ROM answers in microseconds */
    ATTEMPTS = 8,      /* it may have an old word in its mailbox */
};

struct sio {
    reg_ro32 cpuid;
    reg_ro32 reserved1[19];
    reg_rw32 fifo_st;
    reg_wo32 fifo_wr;
    reg_ro32 fifo_rd;
    reg_ro32 reserved2[81];
    reg_rw32 softirq;
    reg_rw32 mtime_ctrl;
    reg_ro32 reserved3[2];
    reg_rw32 mtime[2];
    reg_rw32 mtimecmp[2];
};
MMIO_ASSERT_OFFSET(struct sio, fifo_st, 0x50);
MMIO_ASSERT_OFFSET(struct sio, softirq, 0x1a0);
MMIO_ASSERT_OFFSET(struct sio, mtime, RP2350_SIO_MTIME);
MMIO_ASSERT_OFFSET(struct sio, mtimecmp, RP2350_SIO_MTIMECMP);

void rp2350_sio_set_software_irq(uintptr_t base, uint32_t core, bool pending)
{
    reg_write(&((struct sio *)base)->softirq, UINT32_C(1) << (core + (pending ? 0 : CLEAR_SHIFT)));
}

static int wait_for(const struct sio *r, uint32_t flag)
{
    for (unsigned i = 0; i < PATIENCE; i++) {
        if ((reg_read(&r->fifo_st) & flag) != 0) {
            return HAL_OK;
        }
    }
    return HAL_ERR_TIMEOUT;
}

static void drain(struct sio *r)
{
    while ((reg_read(&r->fifo_st) & MAILBOX_HAS_WORD) != 0) {
        (void)reg_read(&r->fifo_rd);
    }
}

/* Sends @p word. Returns 1 if the answer is the same, 0 if it is another, or a status. */
static int send(struct sio *r, uint32_t word)
{
    if (word == 0) {
        drain(r);
        hal_xh3power_unblock();
    }
    if (wait_for(r, MAILBOX_HAS_ROOM) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&r->fifo_wr, word);
    hal_xh3power_unblock();
    if (wait_for(r, MAILBOX_HAS_WORD) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    return reg_read(&r->fifo_rd) == word ? 1 : 0;
}

int rp2350_sio_launch_core1(uintptr_t base, uintptr_t entry, uintptr_t stack, uintptr_t vector)
{
    const uint32_t words[WORDS] = {
        0, 0, 1, (uint32_t)vector, (uint32_t)stack, (uint32_t)entry,
    };
    unsigned attempts = 0;
    for (unsigned next = 0; next < WORDS && attempts < ATTEMPTS;) {
        const int answer = send((struct sio *)base, words[next]);
        if (answer < 0) {
            return answer;
        }
        attempts += answer == 0 ? 1 : 0;
        next = answer == 0 ? 0 : next + 1;
    }
    return attempts < ATTEMPTS ? HAL_OK : HAL_ERR_TIMEOUT;
}
