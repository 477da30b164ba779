/* SPDX-License-Identifier: MIT */
/*
 * Debug console (SBI, chapter 12): the port that the machine's device tree names.
 */
#include "hart.h"

#include <rt/interrupt.h>
#include <rt/lock.h>
#include <sbi/memory.h>

enum function {
    WRITE,
    READ,
    WRITE_BYTE,
};

enum {
    BYTE_TIMEOUT_US = 100000,
    /* Of a call, which may transfer fewer than asked: interrupts are off, and others wait. */
    MOST = 256,
};

/* A port serves one hart at a time. */
static struct rt_lock lock;

/* A count is what a port accepted, or HAL_ERR_TIMEOUT for none. */
static struct sbi_result counted(int count)
{
    return (struct sbi_result){SBI_OK, count > 0 ? count : 0};
}

static inline struct sbi_result transfer(const struct sbi_call *call, bool is_write)
{
    const struct hal_uart *const console = sbi_machine->console;
    const unsigned long *const a = call->arguments;

    if (!sbi_is_memory(a[1], a[2], a[0])) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    void *const memory = (void *)a[1];
    const size_t size = a[0] < MOST ? a[0] : MOST;
    return counted(is_write ? hal_uart_write(console, memory, size, 0)
                            : hal_uart_read(console, memory, size, 0));
}

static struct sbi_result write_byte(unsigned char byte)
{
    const int count = hal_uart_write(sbi_machine->console, &byte, 1, BYTE_TIMEOUT_US);

    return (struct sbi_result){count == 1 ? SBI_OK : SBI_ERR_FAILED, 0};
}

/* Serves other harts meanwhile: one may want a fence, or have panicked. */
static inline void acquire(void)
{
    while (!rt_lock_try(&lock)) {
        if ((csr_read(mip) & MIP_MSIP) != 0 && !sbi_hart_serve()) {
            rt_interrupts_on();
        }
    }
}

static struct sbi_result serve(const struct sbi_call *call)
{
    struct sbi_result result;
    const bool has_others = (sbi_harts_present & (sbi_harts_present - 1)) != 0;

    if (has_others) {
        acquire();
    }
    switch (call->function) {
    case WRITE:
        result = transfer(call, true);
        break;
    case READ:
        result = transfer(call, false);
        break;
    case WRITE_BYTE:
        result = write_byte((unsigned char)call->arguments[0]);
        break;
    default:
        result = (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
        break;
    }
    if (has_others) {
        rt_lock_release(&lock);
    }
    return result;
}

const struct sbi_extension sbi_dbcn = SBI_EXTENSION(0x4442434e, serve);
