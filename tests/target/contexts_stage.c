/* SPDX-License-Identifier: MIT */
/*
 * Contexts where the guard can't be closed by MPRV, because user mode may do less than machine
 * mode: after an earlier stage that left only entries without a lock, and with paging on. STAGED
 * selects the former. A context then works as without a PMP.
 */
#include "one_context.h"
#include "protect_stage.h"

#include "base/stacks.h"

#include <rt/csr.h>
#include <rt/protect.h>
#include <rt/test.h>

#include <stdint.h>
#include <stdio.h>

static volatile bool has_printed;

static void print(void *argument)
{
    (void)argument;
    puts("the context has a console");
    has_printed = true;
    return_to_main();
}

static void run(void)
{
    run_context(print);
    RT_EXPECT(has_printed);
    RT_EXPECT_EQ(stack.guarded_by, STACK_GUARD_PATTERN);
}

#if STAGED
void __wrap_rti_pmp_start(void);
void __real_rti_pmp_start(void);

/* Entries 0 to 12 are left, but the table needs more. */
void __wrap_rti_pmp_start(void)
{
    stage_lock(13, 0x80000000, 0x8000000, PROTECT_EVERYTHING | PMP_X);
    rti_pmp_set_config(14, PMP_LOCK);
    rti_pmp_set_config(PROTECT_ROW_ALL, PMP_LOCK);
    __real_rti_pmp_start();
}

RT_TEST(a_context_may_do_what_no_entry_covers)
{
    RT_REQUIRE(rt_protect_missing(0) != NULL);
    run();
}

#else

enum {
    /* Bits of a page table's entry: user mode may do everything (privileged specification, 4.3). */
    OPEN = 0xdf,
    /* From the number of an entry in the root to its address bits: of 1 GiB, or of 4 MiB. */
    SHIFT = __riscv_xlen == 64 ? 28 : 20,
    ENTRIES = 4096 / sizeof(unsigned long),
};

static unsigned long root[ENTRIES] __attribute__((aligned(4096)));

/* Each address is mapped to itself, so that a probe alone would not notice. */
RT_TEST(a_context_does_not_obey_paging)
{
    const unsigned long mode = __riscv_xlen == 64 ? 8UL << (__riscv_xlen - 4) : 1UL << 31;

    for (unsigned long i = 0; i < ENTRIES; i++) {
        root[i] = i << SHIFT | OPEN;
    }
    csr_write(satp, mode | (uintptr_t)root >> 12);
    run();
}
#endif
