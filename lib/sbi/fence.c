/* SPDX-License-Identifier: MIT */
/*
 * The fences of RFENCE on this hart. The functions are numbered as SBI, chapter 8, has them.
 */
#include "hart.h"

#include <stdbool.h>

enum {
    PAGE = 4096,
    MOST_PAGES = 64, /* More are all. */
};

/* Their mnemonics need extensions that the firmware itself is not compiled for. */
#define FENCE_I() __asm__ volatile(".4byte 0x0000100f" ::: "memory")
#define FENCE_BOTH(funct7, address, id)                         \
    __asm__ volatile(".insn r 0x73, 0, " #funct7 ", x0, %0, %1" \
                     : /* No result. */                         \
                     : "r"(address), "r"(id)                    \
                     : "memory")
#define FENCE_ID(funct7, id) \
    __asm__ volatile(".insn r 0x73, 0, " #funct7 ", x0, x0, %0" ::"r"(id) : "memory")
#define FENCE_ADDRESS(funct7, address) \
    __asm__ volatile(".insn r 0x73, 0, " #funct7 ", x0, %0, x0" ::"r"(address) : "memory")
#define FENCE_ALL(funct7) __asm__ volatile(".insn r 0x73, 0, " #funct7 ", x0, x0, x0" ::: "memory")

/* funct7 of sfence.vma, hfence.vvma and hfence.gvma (privileged specification, 10 and 18.3). */
#define SFENCE      0x09
#define HFENCE_VVMA 0x11
#define HFENCE_GVMA 0x31

/* All pages, or each. A guest's physical address is given shifted right by 2. */
#define FENCE_PAGES(funct7, shift)                            \
    do {                                                      \
        if (is_all(fence)) {                                  \
            FENCE_ALL(funct7);                                \
        } else {                                              \
            EACH_PAGE FENCE_ADDRESS(funct7, page >> (shift)); \
        }                                                     \
    } while (0)

#define FENCE_PAGES_ID(funct7, shift)                                 \
    do {                                                              \
        if (is_all(fence)) {                                          \
            FENCE_ID(funct7, fence->id);                              \
        } else {                                                      \
            EACH_PAGE FENCE_BOTH(funct7, page >> (shift), fence->id); \
        }                                                             \
    } while (0)

/* Those that the range touches: it may begin inside one. */
#define EACH_PAGE                                                \
    for (unsigned long page = fence->start / PAGE * PAGE,        \
                       left = fence->size + fence->start % PAGE; \
         left != 0; page += PAGE, left = left > PAGE ? left - PAGE : 0)

static bool is_all(const struct sbi_fence *fence)
{
    return (fence->start == 0 && fence->size == 0) || fence->size > MOST_PAGES * PAGE;
}

/* With the guest of the hart that asks. */
static void fence_guest(const struct sbi_fence *fence)
{
    const unsigned long own = csr_swap(0x680, fence->guest); /* hgatp */

    if (fence->kind == 5) {
        FENCE_PAGES_ID(HFENCE_VVMA, 0);
    } else {
        FENCE_PAGES(HFENCE_VVMA, 0);
    }
    csr_write(0x680, own);
}

void sbi_fence_execute(const struct sbi_fence *fence)
{
    switch (fence->kind) {
    case 0:
        FENCE_I();
        break;
    case 1:
        FENCE_PAGES(SFENCE, 0);
        break;
    case 2:
        FENCE_PAGES_ID(SFENCE, 0);
        break;
    case 3:
        FENCE_PAGES_ID(HFENCE_GVMA, 2);
        break;
    case 4:
        FENCE_PAGES(HFENCE_GVMA, 2);
        break;
    default:
        fence_guest(fence);
        break;
    }
}

void sbi_fence_everything(void)
{
    FENCE_I();
    __asm__ volatile("sfence.vma" ::: "memory");
}
