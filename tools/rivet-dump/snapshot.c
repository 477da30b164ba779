/* SPDX-License-Identifier: MIT */
#include "snapshot.h"

#include "elf/common.h"

#include <hal/divide.h>
#include <rt/csr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protection.h"

enum {
    /* Of the frame, behind the registers. */
    WORDS_BEHIND = RT_FRAME_INDEX_padding + 1 - RT_REGISTERS,
    US_PER_S = 1000000,
};

/* Words of a frame. It has as many registers as the core; here it has 32. */
static unsigned frame_words(const struct memory *memory)
{
    return memory->registers + WORDS_BEHIND;
}

/* Words of struct rt_stack. */
enum {
    STACK_NAME,
    STACK_LOW,
    STACK_END,
    STACK_GUARD,
    STACK_FLAGS,
    STACK_NEXT,
};

bool host_read_frame(const struct memory *memory, uint64_t address, struct rt_trap_frame *frame)
{
    unsigned long *to = &frame->pc;
    const unsigned registers = memory->registers;
    if (!memory_has(memory, address, (size_t)frame_words(memory) * memory->word)) {
        return false;
    }
    *frame = (struct rt_trap_frame){0};
    for (unsigned i = 0; i < frame_words(memory); i++) {
        to[i < registers ? i : i - registers + RT_REGISTERS] = memory_word(memory, address, i);
    }
    /* As snapshot.h has it on the host. */
    if (memory->word == 4 && (frame->cause >> 31) != 0) {
        frame->cause = (frame->cause & 0x7fffffff) | MCAUSE_INTERRUPT;
    }
    return true;
}

static void fill_image(struct host_snapshot *host)
{
    static const char *const ends[] = {"rt_harts_start",           "rt_boot_irq_plain_end",
                                       "rt_boot_irq_software_end", "rt_boot_irq_timer_end",
                                       "rt_boot_irq_external_end", "rt_boot_trap_stack_end"};
    const struct memory *memory = host->memory;
    struct panic_image *image = &host->image;
    const struct {
        uintptr_t *to;
        const char *name;
    } symbols[] = {
        {&image->text_start, "rt_text_start"},         {&image->text_end, "rt_text_end"},
        {&image->ram_text_start, "rt_ram_text_start"}, {&image->ram_text_end, "rt_ram_text_end"},
        {&image->rodata_start, "rt_rodata_start"},     {&image->rodata_end, "rt_rodata_end"},
        {&image->stack_guard, "rt_stack_guard"},       {&image->stack_start, "rt_stack_start"},
        {&image->stack_end, "rt_stack_end"},
    };
    for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
        *symbols[i].to = memory_symbol(memory, symbols[i].name);
    }
    for (size_t i = 0; i < PANIC_STACKS; i++) {
        image->ends[i] = memory_symbol(memory, ends[i]);
    }
    const uint8_t *build =
        elf_at(memory->elf, memory_symbol(memory, "rti_build_id"), sizeof(host->build));
    if (build != NULL) {
        memcpy(host->build, build, sizeof(host->build));
    }
    image->build = host->build;
}

/* Code at its distance from the image's start, for functions that read it through text_offset. */
static void map_code(struct host_snapshot *host)
{
    const struct panic_image *image = &host->image;
    const size_t size = image->text_end - image->text_start;
    uint8_t *code = calloc(size + 4, 1);
    struct elf_segment segment;
    if (code == NULL) {
        die("out of memory");
    }
    for (unsigned i = 0; elf_load_segment(host->memory->elf, i, &segment); i++) {
        if (segment.virtual_address >= image->text_start &&
            segment.virtual_address < image->text_end) {
            const size_t at = segment.virtual_address - image->text_start;
            memcpy(code + at, segment.data,
                   segment.file_size < size - at ? segment.file_size : size - at);
        }
    }
    host->code = code;
    host->snapshot.text_offset = (uintptr_t)code - image->text_start;
    host->snapshot.ram_offset = (uintptr_t)host->memory->ram - host->memory->low;
}

static void fill_stacks(struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    uint64_t at = memory_word(memory, memory_symbol(memory, "rti_stacks"), 0);
    for (unsigned i = 0; i < RT_STACKS_MAX && memory_has(memory, at, 6UL * memory->word); i++) {
        const char *name = elf_string_at(memory->elf, memory_word(memory, at, STACK_NAME));
        const uint64_t flags = memory_word(memory, at, STACK_FLAGS);
        struct rt_stack *stack = &host->stacks[i];
        *stack = (struct rt_stack){
            .name = name != NULL ? name : "(name not in the dump)",
            .low = (const void *)memory_word(memory, at, STACK_LOW),
            .end = (const void *)memory_word(memory, at, STACK_END),
            .guard = memory_word(memory, at, STACK_GUARD),
            .guarded_by = (unsigned char)(flags >> 8),
        };
        if (i > 0) {
            host->stacks[i - 1].next = stack;
        } else {
            host->snapshot.stacks = stack;
        }
        at = memory_word(memory, at, STACK_NEXT);
    }
}

static void fill_hart(struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    const uint64_t block = host->fields[DUMP_FIELD_block];
    struct panic_snapshot *snapshot = &host->snapshot;
    const uint64_t irq_stacks = memory_symbol(memory, "rti_irq_stacks");
    snapshot->area = block - host->image.ends[PANIC_STACK_TRAP];
    snapshot->stack_low = memory_word(memory, block, RT_HART_stack_low);
    snapshot->stack_end = memory_word(memory, block, RT_HART_start_sp);
    if (snapshot->state == RT_HART_BOOTING) {
        return;
    }
    for (unsigned i = 0; i < RT_IRQ_STACKS && i < irq_stacks; i++) {
        const uint64_t frame = memory_word(memory, block, RT_HART_irq + 2 * i + 1);
        snapshot->interrupted_sp[i] = memory_word(memory, block, RT_HART_irq + 2 * i);
        if (i != RT_IRQ_STACK_plain && frame != 0) {
            snapshot->interrupted_mie[i] = memory_word(
                memory, frame,
                memory->registers == RT_REGISTERS ? RT_IRQ_FRAME_MIE : RT_IRQ_FRAME_MIE_OF_RVE);
        }
    }
    fill_stacks(host);
}

/* The mhartid of a block's hart: a parked hart has not filled in its own. */
static unsigned long hart_id(const struct host_snapshot *host, uint64_t block)
{
    const uint64_t stride = memory_symbol(host->memory, "rt_hart_stride");
    const uint64_t number =
        (block - host->image.ends[PANIC_STACK_TRAP]) / (stride != 0 ? stride : 1);
    for (unsigned long id = 0; id < MOST_HARTS; id++) {
        char name[32];
        uint64_t value;
        snprintf(name, sizeof(name), "rti_number_of_%lu", id);
        if (elf_find_symbol(host->memory->elf, name, &value) && value == number) {
            return id;
        }
    }
    return memory_word(host->memory, block, 0);
}

static void fill_other_harts(struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    const uint64_t stride = memory_symbol(memory, "rt_hart_stride");
    const uint64_t most = memory_symbol(memory, "rt_hart_max");
    const unsigned stopped = 3 + 8 / memory->word; /* in words, of struct rt_hart */
    for (unsigned i = 0; i < most && i < MOST_HARTS && most > 1; i++) {
        const uint64_t block = host->image.ends[PANIC_STACK_TRAP] + i * stride;
        struct panic_hart *hart = &host->harts[i];
        hart->id = hart_id(host, block);
        hart->runs = memory_word(memory, block, RT_HART_phase) == RT_HART_PHASE_STARTED ||
                     memory_word(memory, block, RT_HART_phase) == RT_HART_PHASE_STARTING;
        if (block == host->fields[DUMP_FIELD_block]) {
            hart->frame = &host->frame;
        } else if (host_read_frame(memory, memory_word(memory, block, stopped),
                                   &host->hart_frames[i])) {
            hart->frame = &host->hart_frames[i];
        }
        host->snapshot.hart_count = i + 1;
    }
    host->snapshot.harts = host->harts;
}

static unsigned argument_registers(const struct memory *memory)
{
    return memory->registers == RT_REGISTERS ? RT_ARGUMENT_REGISTERS : 6;
}

/* As in src/panic/panic.c. */
void host_move_to_caller(const struct host_snapshot *host, struct rt_trap_frame *frame)
{
    const uintptr_t call = rti_panic_call_site(&host->snapshot, frame->ra);
    frame->sp += (uint64_t)argument_registers(host->memory) * host->memory->word;
    frame->pc = call != 0 ? call : frame->ra;
    frame->cause = PANIC_NO_CAUSE;
    frame->tval = 0;
}

/* The arguments that were in registers are in the frame, whatever of the stack the dump has. */
static void keep_arguments(struct memory *memory, const struct rt_trap_frame *frame)
{
    const unsigned long *registers = &frame->a1;
    for (unsigned i = 0; i + 1 < argument_registers(memory); i++) {
        const uint64_t address = frame->sp + (i + 1) * memory->word;
        if (!memory_has(memory, address, memory->word)) {
            memory_put(memory, address, &registers[i], memory->word);
        }
    }
}

static void take_call(struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    struct panic_snapshot *snapshot = &host->snapshot;
    struct rt_trap_frame *frame = &host->frame;
    const uint64_t given = memory_symbol(memory, "rti_panic_given");
    static const char message[] = "";
    keep_arguments(host->memory, frame);
    host->format = frame->a0;
    host->arguments = frame->sp + memory->word;
    snapshot->format = message;
    snapshot->enabled = frame->t0;
    if (given != 0 && host->format == given &&
        memory_has(memory, frame->a1, (size_t)frame_words(memory) * memory->word)) {
        const struct rt_trap_frame call = *frame;
        (void)host_read_frame(memory, call.a1, frame);
        host->format = call.a2;
        host->arguments = call.a3;
        snapshot->format = host->format != 0 ? message : NULL;
    } else {
        host_move_to_caller(host, frame);
    }
}

static void fill_late(struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    const uint64_t *fields = host->fields;
    const uint64_t failed = fields[DUMP_FIELD_failed];
    const uint64_t timer = memory_word(memory, memory_symbol(memory, "board_timer"), 0);
    const uint64_t hz = memory_number(memory, timer + memory->word, 4);
    uint64_t ticks = fields[DUMP_FIELD_time];
    if (memory->word == 4) {
        ticks |= fields[DUMP_FIELD_time_high] << 32;
    }
    if (hz != 0 && (failed >> DUMP_PART_time & 1) == 0) {
        host->snapshot.uptime_us = ticks / hz * US_PER_S + ticks % hz * US_PER_S / hz;
    }
    if ((failed >> DUMP_PART_guards & 1) == 0) {
        host->snapshot.damage = fields[DUMP_FIELD_damage];
    }
    host->snapshot.missing_protection = protection_missing(host);
}

/* In rt_program_trap (rt/program.h): the frame is in the program, which the dump does not have. */
static bool is_in_program_trap(const struct host_snapshot *host)
{
    struct memory *const memory = host->memory;

    return memory_symbol(memory, "rti_mode_vector") != 0 &&
           memory_word(memory, host->fields[DUMP_FIELD_block], RT_HART_context) != 0;
}

bool host_snapshot_fill(struct host_snapshot *host, struct memory *memory)
{
    struct panic_snapshot *snapshot = &host->snapshot;
    const uint64_t state = memory_symbol(memory, "rti_panic_dump");
    *host = (struct host_snapshot){.memory = memory};
    for (unsigned i = 0; i < DUMP_FIELD_COUNT; i++) {
        host->fields[i] = memory_word(memory, state, i);
    }
    fill_image(host);
    map_code(host);
    const uint64_t at = host->fields[DUMP_FIELD_frame];
    if (!host_read_frame(memory, at, &host->frame)) {
        return false;
    }
    snapshot->image = &host->image;
    snapshot->frame = &host->frame;
    snapshot->word_size = memory->word;
    snapshot->registers = memory->registers;
    snapshot->state = host->fields[DUMP_FIELD_state];
    snapshot->is_inside =
        host->fields[DUMP_FIELD_is_inside] != 0 && snapshot->state != RT_HART_BOOTING;
    snapshot->hart = hart_id(host, host->fields[DUMP_FIELD_block]);
    snapshot->enabled = host->fields[DUMP_FIELD_enabled];
    const uint64_t outer =
        host->fields[DUMP_FIELD_block] - (uint64_t)frame_words(memory) * memory->word;
    if (at < outer && !is_in_program_trap(host) && host_read_frame(memory, outer, &host->outer)) {
        snapshot->outer = &host->outer;
    }
    if (panic_is_call(&host->frame)) {
        take_call(host);
    }
    fill_hart(host);
    fill_other_harts(host);
    fill_late(host);
    return true;
}
