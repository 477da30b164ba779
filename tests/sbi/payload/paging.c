/* SPDX-License-Identifier: MIT */
/*
 * Sv39 on RV64, Sv32 on RV32 (privileged specification, chapter 10).
 */
#include "paging.h"

#include "call.h"

enum {
    VALID = 1,
    READ_WRITE_EXECUTE = 7 << 1,
    ACCESSED_DIRTY = 3 << 6,
    LEAF = VALID | READ_WRITE_EXECUTE | ACCESSED_DIRTY,
    ENTRIES = PAGE / sizeof(long),
};

#if __riscv_xlen == 64
#define SATP_MODE  (8UL << 60)
#define ASID_SHIFT 44
#define WINDOW     0x1900000000UL
enum {
    ROOT_SHIFT = 30,
    IDENTITY = 16
};
#else
#define SATP_MODE  (1UL << 31)
#define ASID_SHIFT 22
#define WINDOW     0x40000000UL
enum {
    ROOT_SHIFT = 22,
    IDENTITY = ENTRIES
};
#endif

static unsigned long root[ENTRIES] __attribute__((aligned(PAGE)));
static unsigned long leaves[ENTRIES] __attribute__((aligned(PAGE)));

static unsigned long pointer_to(unsigned long table)
{
    return (table >> 12 << 10) | VALID;
}

#if __riscv_xlen == 64
static unsigned long middle[ENTRIES] __attribute__((aligned(PAGE)));
static unsigned long *const above_leaves = &middle[0];
#else
static unsigned long *const above_leaves = &root[WINDOW >> ROOT_SHIFT];
#endif

void paging_prepare(void)
{
    for (unsigned long i = 0; i < IDENTITY; i++) {
        root[i] = (i << ROOT_SHIFT >> 12 << 10) | LEAF;
    }
#if __riscv_xlen == 64
    root[WINDOW >> ROOT_SHIFT] = pointer_to((unsigned long)middle);
#endif
    paging_set_table((unsigned long)leaves);
}

void paging_set_table(unsigned long memory)
{
    *(volatile unsigned long *)above_leaves = pointer_to(memory);
    __asm__ volatile("fence" ::: "memory");
}

void paging_set(unsigned page, const void *memory)
{
    *(volatile unsigned long *)&leaves[page] = ((unsigned long)memory >> 12 << 10) | LEAF;
    __asm__ volatile("fence" ::: "memory");
}

unsigned long paging_window(unsigned page)
{
    return WINDOW + (unsigned long)page * PAGE;
}

void paging_on(unsigned long asid)
{
    csr_write(satp, SATP_MODE | asid << ASID_SHIFT | (unsigned long)root >> 12);
    __asm__ volatile("sfence.vma" ::: "memory");
}

void paging_off(void)
{
    csr_write(satp, 0);
    __asm__ volatile("sfence.vma" ::: "memory");
}
