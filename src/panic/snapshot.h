/* SPDX-License-Identifier: MIT */
/*
 * What a panic knows, without judgement. The functions rti_panic_snapshot_* of panic.h collect it.
 * Those here work out why the firmware died. They read nothing else: not the hart, and no memory
 * but what the snapshot leads to. So tests and host tools run them on snapshots of their own.
 *
 * Addresses are the target's. On the host a tool that has the memory in a buffer sets the offsets.
 * There a word of RV32 is zero-extended, but the top bit of mcause is moved to bit 63.
 */
#ifndef PANIC_SNAPSHOT_H
#define PANIC_SNAPSHOT_H

#include "pmp/pmp.h"

#include <rt/detail/hart_block.h>
#include <rt/stack.h>
#include <rt/trap_frame.h>

#include <stdbool.h>
#include <stdint.h>

enum {
    /** As rt_panic_record.reason. */
    PANIC_REASON_SIZE = 96
};

/** A hart's stacks. The program's comes first; on the boot hart it is the main stack. */
enum panic_stack_id {
    PANIC_STACK_PROGRAM,
    PANIC_STACK_IRQ, /**< Of plain handlers; those of nesting ones follow. */
    PANIC_STACK_IRQ_SOFTWARE,
    PANIC_STACK_IRQ_TIMER,
    PANIC_STACK_IRQ_EXTERNAL,
    PANIC_STACK_TRAP,
    PANIC_STACKS,                          /**< No stack of the hart. */
    PANIC_STACK_REGISTERED = PANIC_STACKS, /**< The first that the application registered. */
    PANIC_STACK_NONE = PANIC_STACKS + RT_STACKS_MAX,
};

/** What the linker knows. */
struct panic_image {
    uintptr_t text_start, text_end;
    uintptr_t ram_text_start, ram_text_end; /**< RT_RAM_FUNCTION; equal if there are none. */
    uintptr_t rodata_start, rodata_end;
    uintptr_t stack_guard, stack_start, stack_end; /**< The main stack. */
    /** Where the boot hart's area begins, and where each of its stacks ends. A stack begins, with
     * its guard, where the one before it ends; one that no handler needs ends there too. */
    uintptr_t ends[PANIC_STACKS];
    const uint8_t *build; /**< The build id, PANIC_BUILD_ID_SIZE bytes. */
};

/** A hart as a panic found it. */
struct panic_hart {
    unsigned long id;                  /**< mhartid. */
    const struct rt_trap_frame *frame; /**< Where it stopped; NULL if it did not. */
    unsigned long runs;                /**< 1 if it was started and has not parked since. */
};

struct panic_snapshot {
    unsigned part; /**< The part of the report that comes next; see panic.c. */
    const struct panic_image *image;
    const struct rt_trap_frame *frame; /**< Registers, mepc, mstatus, mcause, mtval. */
    const struct rt_trap_frame *outer; /**< The trap in whose handling that happened, or NULL. */
    bool is_inside;                    /**< It was inside another trap. */
    unsigned long hart;                /**< mhartid. */
    unsigned long state;               /**< enum rt_hart_state when it died. */
    uintptr_t area;                    /**< From the boot hart's area to this hart's, in bytes. */
    uintptr_t stack_low, stack_end;    /**< The program's stack, if this is not the boot hart. */
    unsigned long enabled;             /**< mie when it died. */
    /** Of each interrupt stack, the words of the hart's block: the sp that its last handler
     * interrupted, and mie before its nesting handler; 0 if it has none. */
    uintptr_t interrupted_sp[RT_IRQ_STACKS];
    unsigned long interrupted_mie[RT_IRQ_STACKS];
    const struct rt_stack *stacks;  /**< Those that the application registered. */
    uintptr_t damage;               /**< In a painted guard, the word that was written; or 0. */
    const char *format;             /**< The message; NULL if a trap led here. */
    const unsigned long *arguments; /**< The words of its variable arguments. */
#ifndef __riscv
    unsigned word_size;                /**< Bytes of the target's words: 4 or 8. */
    unsigned registers;                /**< Of the target, with x0: 32 or 16. */
    uintptr_t text_offset, ram_offset; /**< From an address to where this program has its bytes. */
#endif
    unsigned long failed;           /**< A bit for each part in which a fault occurred. */
    bool is_mentioning;             /**< Such a fault is being mentioned. */
    char reason[PANIC_REASON_SIZE]; /**< For the record; empty until it is known. */
    /* From here on later: reading these may trap. */
    uint32_t missing_protection; /* as rti_pmp_missing */
    uint64_t uptime_us; /**< By the board's timer; 0 until then, or if that can't be read. */
    /* By rti_panic_snapshot_harts. */
    const struct panic_hart *harts; /**< By their numbers; this hart is one of them. */
    unsigned long hart_count;       /**< 0 until then, and in firmware of one hart. */
};

/** Bytes of the target's words. */
static inline unsigned panic_word_size(const struct panic_snapshot *snapshot)
{
#ifdef __riscv
    (void)snapshot;
    return sizeof(uintptr_t);
#else
    return snapshot->word_size;
#endif
}

/** How many integer registers the target has, with x0. */
static inline unsigned panic_registers(const struct panic_snapshot *snapshot)
{
#ifdef __riscv
    (void)snapshot;
    return RT_REGISTERS;
#else
    return snapshot->registers;
#endif
}

/** Where this program has the code, or the memory, of an address. */
static inline uintptr_t panic_code_at(const struct panic_snapshot *snapshot, uintptr_t address)
{
#ifdef __riscv
    (void)snapshot;
    return address;
#else
    return address + snapshot->text_offset;
#endif
}

static inline uintptr_t panic_ram_at(const struct panic_snapshot *snapshot, uintptr_t address)
{
#ifdef __riscv
    (void)snapshot;
    return address;
#else
    return address + snapshot->ram_offset;
#endif
}

/** One of the hart's stacks; start equals end if it has no such stack. */
struct panic_stack {
    uintptr_t guard; /**< The guard is from here to start. */
    uintptr_t start;
    uintptr_t end;
};

/** What an access did to the stack. */
enum panic_access {
    PANIC_ACCESS_OTHER,    /**< Nothing. */
    PANIC_ACCESS_OVERFLOW, /**< sp or the access is below it. */
    PANIC_ACCESS_PAST_TOP, /**< The access is right above it. */
};

/** Where a frame's program was. */
struct panic_place {
    unsigned long id; /**< Of its stack, or PANIC_STACK_NONE if sp points into none. */
    struct panic_stack stack;
    uintptr_t used; /**< From here to the stack's end it is in use: all of it if it overflowed. */
    enum panic_access access;
};

/** What a frame has for a cause if no trap but a call of rt_panic led here. */
#define PANIC_NO_CAUSE (~0UL)

/** Why a trap was fatal: "what" and "how", one after the other. */
struct panic_death {
    const char *what;
    const char *how; /**< May be empty. */
    bool is_stack;   /**< How is the name of a stack: " stack" is missing behind it. */
};

/**
 * Works out the address that the frame's trap is about: mtval, or what rti_panic_decode finds if a
 * load or store has left 0 there. False if it can't be known.
 */
bool rti_panic_address(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                       uintptr_t *address);

/** Sets the address of a load or store by its instruction; false if that is none. */
bool rti_panic_decode(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                      uintptr_t *address);

/** What follows "load" or "store" if it sets none. */
extern const char rti_panic_no_address[];

/** Works out why the trap was fatal. A call of rt_panic says that itself, unless there is damage.
 */
void rti_panic_death(const struct panic_snapshot *snapshot, struct panic_death *death);

/** Works out the bounds of the stack @p id, an enum panic_stack_id. */
void rti_panic_stack(const struct panic_snapshot *snapshot, unsigned long id,
                     struct panic_stack *stack);

/** The registered stack @p id, or NULL. */
const struct rt_stack *rti_panic_registered(const struct panic_snapshot *snapshot,
                                            unsigned long id);

/** Its name, which goes before " stack". */
const char *rti_panic_stack_name(const struct panic_snapshot *snapshot, unsigned long id);

/** The stack whose guard @p address is in, or PANIC_STACK_NONE. */
unsigned long rti_panic_guarded(const struct panic_snapshot *snapshot, uintptr_t address);

/** Finds where @p frame's program was. */
void rti_panic_place(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                     struct panic_place *place);

/** The address of the call that returns to @p address, 0 if there is no call before it. */
uintptr_t rti_panic_call_site(const struct panic_snapshot *snapshot, uintptr_t address);

/** A walk over the probable callers of a frame's code. Begins with rti_panic_trace. */
struct panic_trace {
    const struct rt_trap_frame *frame;
    uintptr_t address; /**< Found last: the frame's pc, then return addresses. */
    uintptr_t word;    /**< Of the stack, to be looked at next. */
    uintptr_t end;     /**< Of the stack. */
    unsigned count;    /**< How many were found. */
};

void rti_panic_trace(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                     struct panic_trace *trace);

/** Finds the next one; false at the end. */
bool rti_panic_next_caller(const struct panic_snapshot *snapshot, struct panic_trace *trace);

#endif
