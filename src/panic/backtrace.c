/* SPDX-License-Identifier: MIT */
/*
 * A backtrace without frame pointers or unwind tables. It finds every word of the stack that is an
 * address right after a call instruction. No caller is missed, but some entries may be left over
 * from calls that have returned.
 */
#include "snapshot.h"

enum {
    MOST = 16
};

/* Memory that the target's compiler typed otherwise. */
typedef uintptr_t __attribute__((may_alias)) stack_word;
typedef uint32_t __attribute__((may_alias)) stack_half;
typedef uint16_t __attribute__((may_alias)) parcel;

static bool is_call4(uint32_t instruction)
{
    const uint32_t opcode_and_rd = instruction & 0xfff;

    /* jal ra or jalr ra */
    return opcode_and_rd == 0x0ef || opcode_and_rd == 0x0e7;
}

static bool is_call2(uint16_t instruction, unsigned word_size)
{
    /* c.jalr; on RV32 c.jal too */
    return ((instruction & 0xf07f) == 0x9002 && (instruction & 0x0f80) != 0) ||
           (word_size == 4 && (instruction & 0xe003) == 0x2001);
}

/* Whether a call of 4 bytes may end at @p address. */
static inline bool is_behind_code(uintptr_t address, uintptr_t start, uintptr_t end)
{
    return address >= start + 4 && address <= end;
}

uintptr_t rti_panic_call_site(const struct panic_snapshot *snapshot, uintptr_t address)
{
    const struct panic_image *const image = snapshot->image;
    const bool is_text = is_behind_code(address, image->text_start, image->text_end);

    if (address % 2 != 0 ||
        (!is_text && !is_behind_code(address, image->ram_text_start, image->ram_text_end))) {
        return 0;
    }
    const parcel *const behind = (const parcel *)(is_text ? panic_code_at(snapshot, address)
                                                          : panic_ram_at(snapshot, address));

    if (is_call4(behind[-2] | (uint32_t)behind[-1] << 16)) {
        return address - 4;
    }
    return is_call2(behind[-1], panic_word_size(snapshot)) ? address - 2 : 0;
}

void rti_panic_trace(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                     struct panic_trace *trace)
{
    const uintptr_t size = panic_word_size(snapshot);
    struct panic_place place;

    rti_panic_place(snapshot, frame, &place);
    trace->frame = frame;
    trace->count = 0;
    trace->word = (place.used + size - 1) & -size;
    trace->end = place.id != PANIC_STACK_NONE ? place.stack.end : 0;
}

/* Finds @p address, unless it is no return address or equals the previous one: recursion would fill
 * the list with it. The return address of the call of rt_panic itself is left out too. */
static __attribute__((noinline)) bool accept(const struct panic_snapshot *snapshot,
                                             struct panic_trace *trace, uintptr_t address)
{
    const uintptr_t call = rti_panic_call_site(snapshot, address);

    if (address == trace->address || call == 0 || call == trace->frame->pc) {
        return false;
    }
    trace->address = address;
    trace->count++;
    return true;
}

static uintptr_t load(const struct panic_snapshot *snapshot, uintptr_t address)
{
    address = panic_ram_at(snapshot, address);
    return panic_word_size(snapshot) == sizeof(uintptr_t) ? *(const stack_word *)address
                                                          : *(const stack_half *)address;
}

bool rti_panic_next_caller(const struct panic_snapshot *snapshot, struct panic_trace *trace)
{
    if (trace->count == 0) {
        trace->address = trace->frame->pc;
        trace->count = 1;
        return true;
    }
    if (trace->count == 1 && accept(snapshot, trace, trace->frame->ra)) {
        return true;
    }
    while (trace->word < trace->end && trace->count < MOST) {
        const uintptr_t word = load(snapshot, trace->word);
        trace->word += panic_word_size(snapshot);
        if (accept(snapshot, trace, word)) {
            return true;
        }
    }
    return false;
}
