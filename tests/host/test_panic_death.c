/* SPDX-License-Identifier: MIT */
/*
 * Why firmware died, worked out on the host from snapshots of its last moment: a table of deaths,
 * the bounds of stacks, and callers found in the memory of a stack.
 */
#include "panic/snapshot.h"
#include <host_test.h>
#include <rt/csr.h>
#include <rt/trap.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum {
    TEXT = 0x80000000,
    RODATA = 0x80001000,
    RODATA_END = 0x80002000,
    GUARD = 0x80003000,
    STACK = 0x80003100,
    STACK_END = 0x80004000,
    AREA = 0x80004000, /* A plain interrupt stack, one of the timer's, the trap stack. */
    PLAIN_END = 0x80004500,
    TIMER_END = 0x80004a00,
    TRAP_END = 0x80005700,
    STRIDE = 0x2000, /* From one hart's area to the next. */
    OTHER_STACK = 0x80009100,
    OTHER_STACK_END = 0x80009800,
};

static const struct panic_image image = {
    .text_start = TEXT,
    .text_end = RODATA,
    .rodata_start = RODATA,
    .rodata_end = RODATA_END,
    .stack_guard = GUARD,
    .stack_start = STACK,
    .stack_end = STACK_END,
    .ends = {AREA, PLAIN_END, PLAIN_END, TIMER_END, TIMER_END, TRAP_END},
};

static struct rt_trap_frame frame;
static struct panic_snapshot boot = {.image = &image, .frame = &frame};
static struct panic_snapshot other = {.image = &image,
                                      .frame = &frame,
                                      .area = STRIDE,
                                      .stack_low = OTHER_STACK,
                                      .stack_end = OTHER_STACK_END};
static struct panic_snapshot without_stack = {.image = &image,
                                              .frame = &frame,
                                              .area = STRIDE,
                                              .stack_low = 0x80007700,
                                              .stack_end = 0x80007700};

/* A plain handler has run, interrupts are off now, and sources are enabled. */
static struct panic_snapshot plain = {.image = &image,
                                      .frame = &frame,
                                      .enabled = MIP_MTIP,
                                      .interrupted_sp = {[RT_IRQ_STACK_plain] = STACK + 512}};
/* The timer's nesting handler has disabled its source. */
static struct panic_snapshot nesting = {.image = &image,
                                        .frame = &frame,
                                        .enabled = MIP_MSIP,
                                        .interrupted_mie = {[RT_IRQ_STACK_timer] = MIP_MTIP}};
static struct rt_stack red = {
    .name = "task red", .low = (const void *)0x80011000UL, .end = (const void *)0x80011400UL};
static struct rt_stack blue = {.name = "task blue",
                               .low = (const void *)0x80011400UL,
                               .end = (const void *)0x80011800UL,
                               .next = &red};
static struct panic_snapshot tasks = {.image = &image, .frame = &frame, .stacks = &blue};
/* Painted guards that were written over: of the main stack, of another hart's trap stack, of a
 * task's. */
static struct rt_stack green = {.name = "task green",
                                .low = (const void *)0x80012000UL,
                                .end = (const void *)0x80012400UL,
                                .guard = 64,
                                .next = &blue};
static struct panic_snapshot damaged = {.image = &image, .frame = &frame, .damage = STACK - 8};
static struct panic_snapshot damaged_trap = {.image = &image,
                                             .frame = &frame,
                                             .area = STRIDE,
                                             .stack_low = OTHER_STACK,
                                             .stack_end = OTHER_STACK_END,
                                             .damage = STRIDE + TIMER_END + 16};
static struct panic_snapshot damaged_task = {
    .image = &image, .frame = &frame, .stacks = &green, .damage = 0x8001203f};

struct death {
    unsigned long cause, tval, pc, sp;
    const struct panic_snapshot *snapshot;
    const char *what;
};

#define INTERRUPT_WITHOUT "interrupt without a handler: "
#define OVERFLOW          "stack overflow: "
#define PAST_TOP          "access past the top: "

static const struct death deaths[] = {
    {CAUSE_LOAD_ACCESS, 0, TEXT, STACK + 256, &boot, "load through a null pointer"},
    {CAUSE_STORE_ACCESS, 4095, TEXT, STACK + 256, &boot, "store through a null pointer"},
    {CAUSE_STORE_ACCESS, 4096, TEXT, STACK + 256, &boot,
     "store to an address where nothing may be written"},
    {CAUSE_LOAD_ACCESS, 4096, TEXT, STACK + 256, &boot,
     "load from an address where nothing may be read"},
    {CAUSE_STORE_ACCESS, TEXT, TEXT, STACK + 256, &boot, "store to code, which is read-only"},
    {CAUSE_STORE_ACCESS, RODATA - 1, TEXT, STACK + 256, &boot, "store to code, which is read-only"},
    {CAUSE_STORE_ACCESS, RODATA, TEXT, STACK + 256, &boot,
     "store to a constant, which is read-only"},
    {CAUSE_STORE_ACCESS, RODATA_END, TEXT, STACK + 256, &boot,
     "store to an address where nothing may be written"},
    {CAUSE_FETCH_ACCESS, 8, 8, STACK + 256, &boot, "call through a null pointer"},
    {CAUSE_FETCH_ACCESS, STACK, STACK, STACK + 256, &boot, "jump to an address that is not code"},
    {CAUSE_BREAKPOINT, TEXT, TEXT, STACK + 256, &boot, "breakpoint without a debugger"},
    {CAUSE_ILLEGAL_INSTRUCTION, 0, TEXT, STACK + 256, &boot, "illegal instruction"},
    {23, 0, TEXT, STACK + 256, &boot, "unknown trap"},
    {MCAUSE_INTERRUPT | IRQ_MACHINE_TIMER, 0, TEXT, STACK + 256, &boot,
     INTERRUPT_WITHOUT "timer interrupt"},
    {MCAUSE_INTERRUPT | 16, 0, TEXT, STACK + 256, &boot, INTERRUPT_WITHOUT "local interrupt"},
    /* The address is in the guard, wherever sp is. */
    {CAUSE_STORE_ACCESS, GUARD, TEXT, STACK + 256, &boot, OVERFLOW "main"},
    {CAUSE_LOAD_ACCESS, STACK - 1, TEXT, 0, &boot, OVERFLOW "main"},
    {CAUSE_STORE_ACCESS, AREA + 16, TEXT, AREA + 300, &boot, OVERFLOW "interrupt"},
    /* The guard of a stack that sp isn't in, nor near. */
    {CAUSE_STORE_ACCESS, PLAIN_END, TEXT, STACK + 256, &boot,
     "store to an address where nothing may be written"},
    {CAUSE_LOAD_ACCESS, TIMER_END + 255, TEXT, STACK + 256, &boot,
     "load from an address where nothing may be read"},
    /* Right above the stack that sp is in. */
    {CAUSE_STORE_ACCESS, STACK_END, TEXT, STACK_END - 32, &boot, PAST_TOP "main"},
    {CAUSE_LOAD_ACCESS, STACK_END + 255, TEXT, STACK, &boot, PAST_TOP "main"},
    {CAUSE_STORE_ACCESS, PLAIN_END, TEXT, PLAIN_END - 64, &boot, PAST_TOP "interrupt"},
    /* Frames of any size: the stack that sp has left. */
    {CAUSE_STORE_ACCESS, STACK_END - 65536, TEXT, STACK_END - 65536, &boot, OVERFLOW "main"},
    {CAUSE_STORE_ACCESS, STACK_END - 0x100000, TEXT, STACK_END - 0x100000, &boot, OVERFLOW "main"},
    {CAUSE_STORE_ACCESS, 0x7ffff000, TEXT, 0x7fff0000, &plain, OVERFLOW "interrupt"},
    {CAUSE_STORE_ACCESS, 0x7ffff000, TEXT, 0x7fff0000, &nesting, OVERFLOW "timer interrupt"},
    /* A handler whose frame reaches into the main stack, and meets its own guard from below. */
    {CAUSE_STORE_ACCESS, AREA, TEXT, STACK + 64, &plain, OVERFLOW "interrupt"},
    {CAUSE_STORE_ACCESS, PLAIN_END, TEXT, STACK + 64, &nesting, OVERFLOW "timer interrupt"},
    {CAUSE_STORE_ACCESS, AREA, TEXT, STACK + 64, &boot, PAST_TOP "main"},
    /* Stacks of the application. */
    {CAUSE_STORE_ACCESS, 0x80010ff8, TEXT, 0x80010ff0, &tasks, OVERFLOW "task red"},
    {CAUSE_LOAD_ACCESS, 8, TEXT, 0x80011410, &tasks, "load through a null pointer"},
    {CAUSE_STORE_ACCESS, OTHER_STACK - 1, TEXT, OTHER_STACK, &other, OVERFLOW "program"},
    {CAUSE_STORE_ACCESS, STRIDE + AREA, TEXT, STRIDE + AREA + 256, &other, OVERFLOW "interrupt"},
    /* A frame that jumped over the guard: sp is below it, in it, or in the code. */
    {CAUSE_STORE_ACCESS, RODATA_END, TEXT, GUARD, &boot, OVERFLOW "main"},
    {CAUSE_STORE_ACCESS, RODATA, TEXT, RODATA + 64, &boot, OVERFLOW "main"},
    {CAUSE_LOAD_ACCESS, 64, TEXT, TIMER_END + 8, &boot, OVERFLOW "trap"},
    {CAUSE_STORE_ACCESS, OTHER_STACK - 512, TEXT, OTHER_STACK - 8, &other, OVERFLOW "program"},
    /* An empty stack: sp at its end, which is where the next one's guard begins. */
    {CAUSE_LOAD_ACCESS, 0, TEXT, STACK_END, &boot, "load through a null pointer"},
    {CAUSE_LOAD_ACCESS, 0, TEXT, PLAIN_END, &boot, "load through a null pointer"},
    /* No access, no overflow: sp may be anything. */
    {CAUSE_ILLEGAL_INSTRUCTION, 0, TEXT, GUARD, &boot, "illegal instruction"},
    /* Another hart's memory is not this hart's. */
    {CAUSE_STORE_ACCESS, GUARD, TEXT, OTHER_STACK + 64, &other,
     "store to an address where nothing may be written"},
    /* A guard was written over before. */
    {CAUSE_ILLEGAL_INSTRUCTION, 0, TEXT, STACK + 256, &damaged, OVERFLOW "main"},
    {CAUSE_LOAD_ACCESS, 8, TEXT, AREA + 512, &damaged, OVERFLOW "main"},
    {CAUSE_BREAKPOINT, 0, TEXT, OTHER_STACK + 64, &damaged_trap, OVERFLOW "trap"},
    {CAUSE_BREAKPOINT, 0, TEXT, STACK + 64, &damaged_task, OVERFLOW "task green"},
    /* A hart that has no stack yet. */
    {CAUSE_STORE_ACCESS, 0x80007700 - 8, TEXT, 0, &without_stack,
     "store to an address where nothing may be written"},
};

static void each_death_has_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(deaths) / sizeof(deaths[0]); i++) {
        static const uint16_t program[2] = {0x4108}; /* c.lw a0, 0(a0), with 0 in a0 */
        const struct death *const wanted = &deaths[i];
        struct panic_snapshot snapshot = *wanted->snapshot;
        char text[128];
        snapshot.text_offset = (uintptr_t)program - TEXT;
        snapshot.word_size = 8;
        struct panic_death death;
        frame = (struct rt_trap_frame){
            .cause = wanted->cause, .tval = wanted->tval, .pc = wanted->pc, .sp = wanted->sp};
        rti_panic_death(&snapshot, &death);
        snprintf(text, sizeof(text), "%s%s", death.what, death.how);
        assert_string_equal(text, wanted->what);
        assert_int_equal(death.is_stack, strncmp(wanted->what, OVERFLOW, 16) == 0 ||
                                             strncmp(wanted->what, PAST_TOP, 21) == 0);
    }
}

static void each_stack_has_its_bounds(void **state)
{
    static const struct panic_stack wanted[PANIC_STACKS] = {
        {GUARD, STACK, STACK_END},         {AREA, AREA + 256, PLAIN_END},
        {PLAIN_END, PLAIN_END, PLAIN_END}, {PLAIN_END, PLAIN_END + 256, TIMER_END},
        {TIMER_END, TIMER_END, TIMER_END}, {TIMER_END, TIMER_END + 256, TRAP_END},
    };
    (void)state;
    for (unsigned id = 0; id < PANIC_STACKS; id++) {
        struct panic_stack stack;
        rti_panic_stack(&boot, id, &stack);
        assert_memory_equal(&stack, &wanted[id], sizeof(stack));
        if (id != PANIC_STACK_PROGRAM) {
            rti_panic_stack(&other, id, &stack);
            assert_int_equal(stack.guard, wanted[id].guard + STRIDE);
            assert_int_equal(stack.start, wanted[id].start + STRIDE);
            assert_int_equal(stack.end, wanted[id].end + STRIDE);
        }
    }
}

static void a_place_says_how_much_is_in_use(void **state)
{
    struct panic_place place;
    (void)state;
    frame = (struct rt_trap_frame){.cause = CAUSE_ILLEGAL_INSTRUCTION, .sp = STACK_END - 64};
    rti_panic_place(&boot, &frame, &place);
    assert_int_equal(place.id, PANIC_STACK_PROGRAM);
    assert_int_equal(place.stack.end - place.used, 64);
    frame = (struct rt_trap_frame){.cause = CAUSE_STORE_ACCESS, .tval = GUARD, .sp = GUARD};
    rti_panic_place(&boot, &frame, &place);
    assert_int_equal(place.access, PANIC_ACCESS_OVERFLOW);
    assert_int_equal(place.used, STACK);
    frame = (struct rt_trap_frame){.cause = CAUSE_ILLEGAL_INSTRUCTION, .sp = 16};
    rti_panic_place(&boot, &frame, &place);
    assert_int_equal(place.id, PANIC_STACK_NONE);
    rti_panic_place(&damaged, &frame, &place);
    assert_int_equal(place.id, PANIC_STACK_PROGRAM);
    assert_int_equal(place.used, STACK);
    frame = (struct rt_trap_frame){.cause = CAUSE_ILLEGAL_INSTRUCTION, .sp = STACK_END - 64};
    rti_panic_place(&damaged_trap, &frame, &place);
    assert_int_equal(place.id, PANIC_STACK_TRAP);
    rti_panic_place(&damaged, &frame, &place);
    assert_int_equal(place.stack.end - place.used, 64);
    frame = (struct rt_trap_frame){.cause = CAUSE_ILLEGAL_INSTRUCTION, .sp = 0x80011500};
    rti_panic_place(&tasks, &frame, &place);
    assert_string_equal(rti_panic_stack_name(&tasks, place.id), "task blue");
    assert_int_equal(place.stack.end - place.used, 0x300);
}

/* Instructions, with the registers as below, and the address that each accesses. */
static const struct {
    const char *name;
    uint32_t code;
    unsigned word_size;
    unsigned long address; /* 0 if the instruction accesses no memory. */
} accesses[] = {
    {"lw a0, -8(a1)", 0xff85a503, 8, 0x11000 - 8},
    {"lbu a0, 2047(t6)", 0x7fffc503, 8, 0x1f000 + 2047},
    {"sd s1, -2048(a5)", 0x8097b023, 8, 0x15000 - 2048},
    {"sw a0, 12(sp)", 0x00a12623, 4, 0x2000 + 12},
    {"fld fa0, 16(a0)", 0x01053507, 8, 0x10000 + 16},
    {"fsw fa0, 20(a0)", 0x00a52a27, 8, 0x10000 + 20},
    {"sw a0, 64(zero)", 0x04a02023, 8, 64},
    {"amoadd.w a0, a1, (a2)", 0x00b6252f, 8, 0x12000},
    {"lr.w a0, (a2)", 0x1006252f, 4, 0x12000},
    {"c.lw a0, 4(a1)", 0x41c8, 8, 0x11000 + 4},
    {"c.lw a0, 64(a1)", 0x41a8, 8, 0x11000 + 64},
    {"c.sw a0, 124(s0)", 0xdc68, 8, 0x8000 + 124},
    {"c.ld a0, 8(a1)", 0x6588, 8, 0x11000 + 8},
    {"c.sd a0, 192(a1)", 0xe1e8, 8, 0x11000 + 192},
    {"c.flw fa0, 4(a1)", 0x61c8, 4, 0x11000 + 4},
    {"c.fld fa0, 8(a1)", 0x2588, 8, 0x11000 + 8},
    {"c.lwsp a0, 12(sp)", 0x4532, 8, 0x2000 + 12},
    {"c.lwsp a0, 252(sp)", 0x557e, 8, 0x2000 + 252},
    {"c.ldsp a0, 8(sp)", 0x6522, 8, 0x2000 + 8},
    {"c.ldsp a0, 504(sp)", 0x757e, 8, 0x2000 + 504},
    {"c.swsp a0, 252(sp)", 0xdfaa, 8, 0x2000 + 252},
    {"c.sdsp a0, 504(sp)", 0xffaa, 8, 0x2000 + 504},
    {"c.fldsp fa0, 8(sp)", 0x2522, 8, 0x2000 + 8},
    {"flh fa0, 6(a1)", 0x00659507, 8, 0x11000 + 6},
    {"fsh fa0, -2(a1)", 0xfea59f27, 8, 0x11000 - 2},
    {"cbo.inval (a0)", 0x0005200f, 8, 0x10000},
    {"cbo.clean (a0)", 0x0015200f, 4, 0x10000},
    {"cbo.flush (t6)", 0x002fa00f, 8, 0x1f000},
    {"cbo.zero (a5)", 0x0047a00f, 8, 0x15000},
    {"c.lbu a0, 0(a1)", 0x8188, 8, 0x11000},
    {"c.lbu a0, 1(a1)", 0x81c8, 8, 0x11000 + 1},
    {"c.lbu s0, 2(a5)", 0x83a0, 4, 0x15000 + 2},
    {"c.lbu a0, 3(a1)", 0x81e8, 8, 0x11000 + 3},
    {"c.lhu a0, 2(a1)", 0x85a8, 8, 0x11000 + 2},
    {"c.lh a0, 0(a1)", 0x85c8, 4, 0x11000},
    {"c.lh a0, 2(a1)", 0x85e8, 8, 0x11000 + 2},
    {"c.sb a0, 3(s0)", 0x8868, 8, 0x8000 + 3},
    {"c.sb a0, 2(a1)", 0x89a8, 4, 0x11000 + 2},
    {"c.sh a0, 0(a1)", 0x8d88, 8, 0x11000},
    {"c.sh a0, 2(a1)", 0x8da8, 8, 0x11000 + 2},
    {"fence", 0x0ff0000f, 8, 0},
    {"fence.i", 0x0000100f, 8, 0},
    {"c.zext.b a0", 0x9d61, 8, 0},
    {"c.sext.h a0", 0x9d6d, 8, 0},
    {"c.not a0", 0x9d75, 8, 0},
    {"c.mul a0, a1", 0x9d4d, 8, 0},
    {"sh3add a0, a1, a2", 0x20c5e533, 8, 0},
    {"czero.eqz a0, a1, a2", 0x0ec5d533, 8, 0},
    {"rori a0, a1, 3", 0x6035d513, 8, 0},
    {"fadd.h fa0, fa1, fa2", 0x04c5f553, 8, 0},
    {"add a0, a1, a2", 0x00c58533, 8, 0},
    {"c.addi a0, 1", 0x0505, 8, 0},
    {"c.jr a0", 0x8502, 8, 0},
};

static void an_address_that_is_not_reported_comes_from_the_instruction(void **state)
{
    static uint16_t program[2];
    struct panic_snapshot snapshot = {.image = &image, .frame = &frame};
    (void)state;
    snapshot.text_offset = (uintptr_t)program - TEXT;
    for (size_t i = 0; i < sizeof(accesses) / sizeof(accesses[0]); i++) {
        uintptr_t address;
        frame = (struct rt_trap_frame){.pc = TEXT, .cause = CAUSE_STORE_ACCESS};
        for (unsigned r = 1; r < 32; r++) {
            (&frame.ra)[r - 1] = r < 10 ? r * 0x1000UL : 0x10000UL + (r - 10) * 0x1000UL;
        }
        (&frame.ra)[30] = 0x1f000;
        program[0] = (uint16_t)accesses[i].code;
        program[1] = (uint16_t)(accesses[i].code >> 16);
        snapshot.word_size = accesses[i].word_size;
        const bool known = rti_panic_address(&snapshot, &frame, &address);
        if (known != (accesses[i].address != 0) || (known && address != accesses[i].address)) {
            fail_msg("%s: %d, 0x%lx, not 0x%lx", accesses[i].name, known, (unsigned long)address,
                     accesses[i].address);
        }
    }
}

static void a_function_in_ram_has_instructions_too(void **state)
{
    static uint16_t program[2] = {0x41c8}; /* c.lw a0, 4(a1) */
    struct panic_image with_ram_text = image;
    struct panic_snapshot snapshot = {.image = &with_ram_text, .frame = &frame, .word_size = 8};
    uintptr_t address;
    (void)state;
    with_ram_text.ram_text_start = TRAP_END;
    with_ram_text.ram_text_end = TRAP_END + sizeof(program);
    snapshot.ram_offset = (uintptr_t)program - TRAP_END;
    frame = (struct rt_trap_frame){.pc = TRAP_END, .cause = CAUSE_LOAD_ACCESS, .a1 = 0x50000000};
    assert_true(rti_panic_address(&snapshot, &frame, &address));
    assert_int_equal(address, 0x50000004);
    frame.pc += sizeof(program);
    assert_false(rti_panic_address(&snapshot, &frame, &address));
}

static void only_an_access_takes_its_address_from_the_instruction(void **state)
{
    static uint16_t program[2] = {0x41c8}; /* c.lw a0, 4(a1) */
    struct panic_snapshot snapshot = {.image = &image, .frame = &frame, .word_size = 8};
    (void)state;
    snapshot.text_offset = (uintptr_t)program - TEXT;
    for (unsigned long cause = 0; cause < 16; cause++) {
        const bool is_access = cause >= CAUSE_LOAD_MISALIGNED && cause <= CAUSE_STORE_ACCESS;
        uintptr_t address;
        frame = (struct rt_trap_frame){.pc = TEXT, .cause = cause, .a1 = 0x50000000};
        assert_true(rti_panic_address(&snapshot, &frame, &address));
        assert_int_equal(address, is_access ? 0x50000004 : 0);
    }
}

static void a_death_without_an_address_does_not_guess(void **state)
{
    static uint16_t program[2] = {0x41c8}; /* c.lw a0, 4(a1) */
    struct panic_snapshot snapshot = {.image = &image, .frame = &frame, .word_size = 8};
    struct panic_death death;
    (void)state;
    snapshot.text_offset = (uintptr_t)program - TEXT;
    frame = (struct rt_trap_frame){.pc = TEXT, .cause = CAUSE_LOAD_ACCESS, .sp = STACK + 64};
    rti_panic_death(&snapshot, &death);
    assert_string_equal(death.how, " through a null pointer");
    frame.a1 = 0x50000000;
    rti_panic_death(&snapshot, &death);
    assert_string_equal(death.how, " from an address where nothing may be read");
    frame.a1 = GUARD - 4;
    rti_panic_death(&snapshot, &death);
    assert_string_equal(death.what, OVERFLOW);
    program[0] = 0x0505; /* c.addi a0, 1 */
    rti_panic_death(&snapshot, &death);
    assert_string_equal(death.how, " at an address that this core does not report");
    frame.pc = GUARD;
    rti_panic_death(&snapshot, &death);
    assert_string_equal(death.how, " at an address that this core does not report");
}

/* The memory of a dump: code with a call of four bytes at 0x10, one of two at 0x20, and one that is
 * a call on RV32 only at 0x30, and the upper end of the main stack. */
static uint16_t code[32] = {[8] = 0x00ef, [9] = 0x1000, [16] = 0x9782, [24] = 0x2001};
static uint64_t words[32];

static void lay_out_memory(void)
{
    boot.word_size = 8;
    boot.text_offset = (uintptr_t)code - TEXT;
    boot.ram_offset = (uintptr_t)words + sizeof(words) - STACK_END;
    memset(words, 0, sizeof(words));
    frame = (struct rt_trap_frame){.cause = CAUSE_ILLEGAL_INSTRUCTION,
                                   .pc = TEXT + 4,
                                   .ra = TEXT + 0x14,
                                   .sp = STACK_END - sizeof(words)};
}

/* Returns how many there are. */
static unsigned trace(uintptr_t *found, unsigned room)
{
    struct panic_trace callers;
    unsigned count = 0;
    rti_panic_trace(&boot, &frame, &callers);
    while (rti_panic_next_caller(&boot, &callers)) {
        assert_true(count < room);
        found[count++] = callers.address;
    }
    return count;
}

static void callers_are_found_in_a_dump(void **state)
{
    uintptr_t found[16];
    (void)state;
    lay_out_memory();
    words[3] = TEXT + 0x22;
    words[4] = TEXT + 0x24; /* No call before it. */
    words[5] = TEXT + 0x22; /* As the last one: recursion. */
    words[6] = TEXT + 0x15; /* Odd. */
    words[9] = TEXT + 0x14;
    assert_int_equal(trace(found, 16), 4);
    assert_int_equal(found[0], TEXT + 4);
    assert_int_equal(found[1], TEXT + 0x14);
    assert_int_equal(found[2], TEXT + 0x22);
    assert_int_equal(found[3], TEXT + 0x14);
}

static void callers_are_found_in_a_dump_of_the_other_width(void **state)
{
    static const uint32_t stack[8] = {0, TEXT + 0x22, TEXT + 0x32, 0, 0, 0, 0, TEXT + 0x14};
    uintptr_t found[16];
    (void)state;
    lay_out_memory();
    memcpy((char *)words + sizeof(words) - sizeof(stack), stack, sizeof(stack));
    frame.sp = STACK_END - sizeof(stack);
    boot.word_size = 4;
    assert_int_equal(trace(found, 16), 5);
    assert_int_equal(found[2], TEXT + 0x22);
    assert_int_equal(found[3], TEXT + 0x32);
    assert_int_equal(found[4], TEXT + 0x14);
    words[31] = TEXT + 0x32;
    boot.word_size = 8;
    assert_int_equal(trace(found, 16), 2);
}

/* Instructions, and how many bytes a call has before the address that follows it; 0: it is none. */
static const struct {
    uint32_t instruction;
    unsigned size, call64, call32;
} instructions[] = {
    {0x000000ef, 4, 4, 4}, /* jal ra */
    {0xfffff0ef, 4, 4, 4}, /* jal ra, to an odd offset of all ones */
    {0x0000006f, 4, 0, 0}, /* j: jal zero */
    {0x000002ef, 4, 0, 0}, /* jal t0 */
    {0x00000fef, 4, 0, 0}, /* jal t6 */
    {0x000080e7, 4, 4, 4}, /* jalr ra, 0(ra) */
    {0xfff780e7, 4, 4, 4}, /* jalr ra, -1(a5) */
    {0x00008067, 4, 0, 0}, /* ret: jalr zero */
    {0x000782e7, 4, 0, 0}, /* jalr t0, 0(a5) */
    {0x000080f3, 4, 0, 0}, /* a CSR's instruction with rd = ra */
    {0x00000097, 4, 0, 0}, /* auipc ra */
    {0x00009782, 2, 2, 2}, /* c.jalr a5 */
    {0x00009082, 2, 2, 2}, /* c.jalr ra */
    {0x00009f82, 2, 2, 2}, /* c.jalr t6 */
    {0x00009002, 2, 0, 0}, /* c.ebreak */
    {0x00008782, 2, 0, 0}, /* c.jr a5 */
    {0x00008082, 2, 0, 0}, /* c.jr ra: ret */
    {0x00009086, 2, 0, 0}, /* c.add ra, ra */
    {0x000097aa, 2, 0, 0}, /* c.add a5, a0 */
    {0x000090c2, 2, 0, 0}, /* c.add ra, a6 */
    {0x00002001, 2, 0, 2}, /* c.jal on RV32, c.addiw zero on RV64 */
    {0x00003ffd, 2, 0, 2}, /* c.jal on RV32, c.addiw t6 on RV64 */
    {0x0000a001, 2, 0, 0}, /* c.j */
    {0x00006001, 2, 0, 0}, /* c.lui */
    {0x00002000, 2, 0, 0}, /* c.fld */
    {0x00002002, 2, 0, 0}, /* c.fldsp */
};

static uintptr_t site_behind(uint32_t instruction, unsigned size)
{
    const uintptr_t address = TEXT + 0x38;
    code[26] = 0; /* What precedes it is no half of a call. */
    code[27] = 0;
    memcpy((char *)code + 0x38 - size, &instruction, size);
    return rti_panic_call_site(&boot, address);
}

static void only_what_follows_a_call_is_a_return_address(void **state)
{
    const uintptr_t address = TEXT + 0x38;
    (void)state;
    lay_out_memory();
    for (size_t i = 0; i < sizeof(instructions) / sizeof(instructions[0]); i++) {
        const unsigned size = instructions[i].size;
        boot.word_size = 8;
        uintptr_t wanted = instructions[i].call64 != 0 ? address - instructions[i].call64 : 0;
        assert_int_equal(site_behind(instructions[i].instruction, size), wanted);
        boot.word_size = 4;
        wanted = instructions[i].call32 != 0 ? address - instructions[i].call32 : 0;
        assert_int_equal(site_behind(instructions[i].instruction, size), wanted);
    }
    code[26] = 0;
    code[27] = 0;
}

/* Code is a call at its first and last place, and there is memory on both sides. */
static void a_return_address_is_in_the_code(void **state)
{
    static uint16_t around[0x806];
    const uintptr_t size = RODATA - TEXT;
    (void)state;
    lay_out_memory();
    for (size_t i = 0; i < sizeof(around) / sizeof(around[0]); i++) {
        around[i] = 0x9782;
    }
    boot.text_offset = (uintptr_t)&around[2] - TEXT;
    assert_int_equal(rti_panic_call_site(&boot, TEXT), 0);
    assert_int_equal(rti_panic_call_site(&boot, TEXT + 2), 0);
    assert_int_equal(rti_panic_call_site(&boot, TEXT + 4), TEXT + 2);
    assert_int_equal(rti_panic_call_site(&boot, TEXT + 5), 0);
    assert_int_equal(rti_panic_call_site(&boot, TEXT + size), TEXT + size - 2);
    assert_int_equal(rti_panic_call_site(&boot, TEXT + size + 2), 0);
}

/* Words below sp, and the first one above the stack, are no part of it. */
static void callers_are_found_only_on_the_stack(void **state)
{
    uintptr_t found[16];
    (void)state;
    lay_out_memory();
    frame.ra = 0;
    for (unsigned i = 0; i < 32; i++) {
        words[i] = TEXT + (i % 2 == 0 ? 0x22 : 0x14);
    }
    frame.sp = STACK_END - 2 * sizeof(words[0]);
    assert_int_equal(trace(found, 16), 3);
    frame.sp -= 1; /* Not aligned: the word that it is in is not whole. */
    assert_int_equal(trace(found, 16), 3);
    frame.sp = STACK_END;
    assert_int_equal(trace(found, 16), 1);
    boot.ram_offset -= sizeof(words[0]);
    frame.sp = STACK_END - sizeof(words[0]);
    assert_int_equal(trace(found, 16), 2);
    assert_int_equal(found[1], TEXT + 0x22);
}

static void a_call_of_rt_panic_is_no_caller_of_itself(void **state)
{
    uintptr_t found[16];
    (void)state;
    lay_out_memory();
    frame.pc = TEXT + 0x10;
    assert_int_equal(trace(found, 16), 1);
    assert_int_equal(found[0], TEXT + 0x10);
}

static void a_trace_ends_at_sixteen_and_needs_no_stack(void **state)
{
    uintptr_t found[17];
    (void)state;
    lay_out_memory();
    for (unsigned i = 0; i < 32; i++) {
        words[i] = TEXT + (i % 2 == 0 ? 0x22 : 0x14);
    }
    assert_int_equal(trace(found, 17), 16);
    frame.sp = 8;
    assert_int_equal(trace(found, 17), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_death_has_its_words),
        cmocka_unit_test(each_stack_has_its_bounds),
        cmocka_unit_test(a_place_says_how_much_is_in_use),
        cmocka_unit_test(an_address_that_is_not_reported_comes_from_the_instruction),
        cmocka_unit_test(a_function_in_ram_has_instructions_too),
        cmocka_unit_test(only_an_access_takes_its_address_from_the_instruction),
        cmocka_unit_test(a_death_without_an_address_does_not_guess),
        cmocka_unit_test(callers_are_found_in_a_dump),
        cmocka_unit_test(callers_are_found_in_a_dump_of_the_other_width),
        cmocka_unit_test(only_what_follows_a_call_is_a_return_address),
        cmocka_unit_test(a_return_address_is_in_the_code),
        cmocka_unit_test(callers_are_found_only_on_the_stack),
        cmocka_unit_test(a_call_of_rt_panic_is_no_caller_of_itself),
        cmocka_unit_test(a_trace_ends_at_sixteen_and_needs_no_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
