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

struct death {
    unsigned long cause, tval, pc, sp;
    const struct panic_snapshot *snapshot;
    const char *what;
};

#define INTERRUPT_WITHOUT "interrupt without a handler: "
#define OVERFLOW          "stack overflow: "

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
    {CAUSE_STORE_ACCESS, PLAIN_END, TEXT, STACK + 256, &boot, OVERFLOW "timer interrupt"},
    {CAUSE_STORE_ACCESS, TIMER_END + 255, TEXT, STACK + 256, &boot, OVERFLOW "trap"},
    {CAUSE_STORE_ACCESS, OTHER_STACK - 1, TEXT, OTHER_STACK, &other, OVERFLOW "program"},
    {CAUSE_STORE_ACCESS, STRIDE + AREA, TEXT, OTHER_STACK, &other, OVERFLOW "interrupt"},
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
    /* A hart that has no stack yet. */
    {CAUSE_STORE_ACCESS, 0x80007700 - 8, TEXT, 0, &without_stack,
     "store to an address where nothing may be written"},
};

static void each_death_has_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(deaths) / sizeof(deaths[0]); i++) {
        const struct death *const wanted = &deaths[i];
        char text[128];
        struct panic_death death;
        frame = (struct rt_trap_frame){
            .cause = wanted->cause, .tval = wanted->tval, .pc = wanted->pc, .sp = wanted->sp};
        rti_panic_death(wanted->snapshot, &death);
        snprintf(text, sizeof(text), "%s%s", death.what, death.how);
        assert_string_equal(text, wanted->what);
        assert_int_equal(death.is_overflow, strncmp(wanted->what, OVERFLOW, 16) == 0);
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
    assert_true(place.is_overflow);
    assert_int_equal(place.used, STACK);
    frame = (struct rt_trap_frame){.cause = CAUSE_ILLEGAL_INSTRUCTION, .sp = 16};
    rti_panic_place(&boot, &frame, &place);
    assert_int_equal(place.id, PANIC_STACKS);
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
        cmocka_unit_test(callers_are_found_in_a_dump),
        cmocka_unit_test(callers_are_found_in_a_dump_of_the_other_width),
        cmocka_unit_test(a_call_of_rt_panic_is_no_caller_of_itself),
        cmocka_unit_test(a_trace_ends_at_sixteen_and_needs_no_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
