/* SPDX-License-Identifier: MIT */
/*
 * A fault before the panic path knows anything, in memory that an earlier panic has left behind.
 * The run ends, and says what it can.
 */
#include "faults.h"

#include "panic/panic.h"

#include <string.h>

/* The linker's name for a function of src/panic. */
void __wrap_rti_panic_snapshot_fill(struct panic_snapshot *snapshot,
                                    const struct rt_trap_frame *frame, bool is_inside,
                                    unsigned long state, unsigned long enabled);

/* NOLINTNEXTLINE(bugprone-reserved-identifier): the linker's name for it */
void __wrap_rti_panic_snapshot_fill(struct panic_snapshot *snapshot,
                                    const struct rt_trap_frame *frame, bool is_inside,
                                    unsigned long state, unsigned long enabled)
{
    (void)snapshot;
    (void)frame;
    (void)is_inside;
    (void)state;
    (void)enabled;
    AT(int, 8) = 1;
}

int main(void)
{
    memset(&rti_panic_snapshot, 0x55, sizeof(rti_panic_snapshot));
    rt_panic("never seen");
}
