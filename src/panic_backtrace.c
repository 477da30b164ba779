/* SPDX-License-Identifier: MIT */
/*
 * A backtrace without frame pointers and without unwind tables: every word of the stack that is the
 * address behind a call instruction is shown. No caller is missed, but some of what is shown may be
 * left over from calls that have returned.
 */
#include "panic.h"

#include <rt/image.h>

enum {
    MOST = 16
};

static bool is_call4(uint32_t instruction)
{
    const uint32_t opcode_and_rd = instruction & 0xfff;

    /* jal ra or jalr ra */
    return opcode_and_rd == 0x0ef || opcode_and_rd == 0x0e7;
}

static bool is_call2(uint16_t instruction)
{
    /* c.jalr; on RV32 c.jal too */
    return ((instruction & 0xf07f) == 0x9002 && (instruction & 0x0f80) != 0) ||
           (__riscv_xlen == 32 && (instruction & 0xe003) == 0x2001);
}

uintptr_t panic_call_site(uintptr_t address)
{
    if (address < (uintptr_t)rt_text_start + 4 || address > (uintptr_t)rt_text_end ||
        address % 2 != 0) {
        return 0;
    }
    const uint16_t *const behind = (const uint16_t *)address;

    if (is_call4(behind[-2] | (uint32_t)behind[-1] << 16)) {
        return address - 4;
    }
    return is_call2(behind[-1]) ? address - 2 : 0;
}

/* Recursion would fill the list with one address: the same as the last one is not shown again. */
static unsigned show(unsigned count, uintptr_t address)
{
    panic_say("  #%-6u %p\n", count, (void *)address);
    return count + 1;
}

void panic_backtrace(const struct rt_trap_frame *frame)
{
    struct panic_stack stack;
    unsigned count = show(0, frame->pc);
    uintptr_t last = 0;

    if (panic_call_site(frame->ra) != 0 && frame->pc != panic_call_site(frame->ra)) {
        last = frame->ra;
        count = show(count, last);
    }
    uintptr_t first = (frame->sp + sizeof(uintptr_t) - 1) & -sizeof(uintptr_t);
    if (panic_stack_overflowed(frame, &stack)) {
        first = stack.start;
    } else if (!panic_stack_of(frame->sp, &stack)) {
        return;
    }
    for (const uintptr_t *word = (const uintptr_t *)first;
         (uintptr_t)word < stack.end && count < MOST; word++) {
        if (*word != last && panic_call_site(*word) != 0) {
            last = *word;
            count = show(count, last);
        }
    }
}
