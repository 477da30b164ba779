/* SPDX-License-Identifier: MIT */
/*
 * A backtrace without frame pointers or unwind tables. It shows every word of the stack that is an
 * address right after a call instruction. No caller is missed, but some entries may be left over
 * from calls that have returned.
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
    /* c.jalr; on RV32 also c.jal */
    return ((instruction & 0xf07f) == 0x9002 && (instruction & 0x0f80) != 0) ||
           (__riscv_xlen == 32 && (instruction & 0xe003) == 0x2001);
}

uintptr_t rti_panic_call_site(uintptr_t address)
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

struct trace {
    uintptr_t pc;
    uintptr_t last;
    unsigned count;
};

static void show(struct trace *trace, uintptr_t address)
{
    rti_panic_say("\n  #%-6u %p", trace->count++, (void *)address);
    trace->last = address;
}

/* Omits an address equal to the previous one because recursion would fill the list with it. Also
 * omits the return address of the rt_panic call itself. */
static void show_caller(struct trace *trace, uintptr_t address)
{
    const uintptr_t call = rti_panic_call_site(address);

    if (address != trace->last && call != 0 && call != trace->pc) {
        show(trace, address);
    }
}

void rti_panic_backtrace(const struct rt_trap_frame *frame)
{
    struct trace trace = {.pc = frame->pc};
    struct panic_stack stack;
    const uintptr_t used = rti_panic_stack_used(frame, &stack);

    show(&trace, frame->pc);
    show_caller(&trace, frame->ra);
    if (used == 0) {
        return;
    }
    for (const uintptr_t *word = (const uintptr_t *)((used + sizeof(used) - 1) & -sizeof(used));
         (uintptr_t)word < stack.end && trace.count < MOST; word++) {
        show_caller(&trace, *word);
    }
}
