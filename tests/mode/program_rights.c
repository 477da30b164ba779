/* SPDX-License-Identifier: MIT */
/*
 * A program tries to read, write and execute everywhere, and each access ends as its regions say:
 * at every edge of a region and one grain beside it, at each page of RAM and of the windows of
 * devices, and at seeded addresses. MODE is the program's, SEEDS the number of those.
 */
#include "../target/random.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/panic.h>
#include <rt/program.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <string.h>

#ifndef MODE
#define MODE RT_MODE_USER
#endif
#ifndef SEEDS
#define SEEDS 20000
#endif
/* Of the windows of devices, each page or each sixteenth. */
#ifndef PAGES
#define PAGES 16
#endif

enum {
    CODE_SIZE = 256,
    BATCH = 128,
    PAGE = 4096,
    REGIONS = 6,
    RETURN = 0x80, /* Twice c.jr ra, 0x8082: */
    RETURN_LOW = 0x82,
};

struct attempt {
    uintptr_t address;
    unsigned long value;
};

extern const char rights_code[], rt_ram_end[];
void rights_load(void);
void rights_store(void);
void rights_jump(void);

/* Where a program may execute, each byte pair is an instruction that returns. */
static unsigned char area[8192] __attribute__((aligned(4096)));
static char code_copy[CODE_SIZE] __attribute__((aligned(CODE_SIZE)));
static struct attempt table[BATCH] __attribute__((aligned(2048)));
static unsigned filled;
static struct rt_region regions[REGIONS];
static unsigned region_count;
static struct rt_regions entries;
static struct rt_program program;

static void make_regions(void)
{
    const size_t grain = rt_regions_grain();
    const uintptr_t base = (uintptr_t)area;
    const struct rt_region wanted[REGIONS] = {
        {(uintptr_t)code_copy, sizeof(code_copy), RT_REGION_READ | RT_REGION_EXECUTE},
        {(uintptr_t)table, sizeof(table), RT_REGION_READ | RT_REGION_WRITE},
        {base + 1024, 64, RT_REGION_READ},
        {base + 2048, 3 * grain, RT_REGION_READ | RT_REGION_WRITE | RT_REGION_EXECUTE},
        {base + 2048 + 3 * grain, 5 * grain, RT_REGION_EXECUTE},
        {base + 4096, 4096, RT_REGION_READ | RT_REGION_WRITE},
    };

    memcpy(regions, wanted, sizeof(regions));
    for (size_t i = 0; i < sizeof(area); i += 2) {
        area[i] = RETURN_LOW;
        area[i + 1] = RETURN;
    }
    memcpy(code_copy, rights_code, CODE_SIZE);
    __asm__ volatile("fence.i" ::: "memory");
    /* With Smepmp, machine mode has most entries; the last two regions need two more. */
    region_count = rt_regions_available() < 7 ? REGIONS - 2 : REGIONS;
    RT_REQUIRE_EQ(rt_regions_init(&entries, regions, region_count), HAL_OK);
}

struct rt_program *rt_program_trap(struct rt_program *it)
{
    struct rt_trap_frame *const frame = &it->frame;

    if (frame->cause == CAUSE_ECALL_U || frame->cause == CAUSE_ECALL_S) {
        return NULL;
    }
    frame->t1 = frame->cause;
    frame->pc = frame->cause == CAUSE_FETCH_ACCESS ? frame->ra : frame->pc + 4;
    return it;
}

static unsigned rights_of(uintptr_t address)
{
    for (unsigned i = 0; i < region_count; i++) {
        if (address - regions[i].base < regions[i].size) {
            return regions[i].rights;
        }
    }
    return 0;
}

static void try_batch(void (*code)(void), unsigned right, unsigned long cause)
{
    struct attempt wanted[BATCH];

    memcpy(wanted, table, sizeof(wanted));
    RT_REQUIRE_EQ(rt_program_init(&program, MODE,
                                  (uintptr_t)code_copy + ((uintptr_t)code - (uintptr_t)rights_code),
                                  0),
                  HAL_OK);
    program.regions = &entries;
    program.frame.a0 = (uintptr_t)table;
    program.frame.a1 = filled;
    rt_program_run(&program);
    for (unsigned i = 0; i < filled; i++) {
        const bool may = (rights_of(wanted[i].address) & right) != 0;
        if (table[i].value != (may ? 0 : cause)) {
            rt_panic("at %p: right %u is %d, the cause is %lu", (void *)wanted[i].address, right,
                     may, table[i].value);
        }
    }
    memcpy(table, wanted, sizeof(wanted));
}

static void try_all(void)
{
    if (filled == 0) {
        return;
    }
    try_batch(rights_load, RT_REGION_READ, CAUSE_LOAD_ACCESS);
    try_batch(rights_store, RT_REGION_WRITE, CAUSE_STORE_ACCESS);
    try_batch(rights_jump, RT_REGION_EXECUTE, CAUSE_FETCH_ACCESS);
    filled = 0;
}

/* An even address. The program can't tell about its own code and table, in which it works. */
static void add(uintptr_t address)
{
    uint8_t byte = 0;

    if (address - (uintptr_t)table < sizeof(table) ||
        address - (uintptr_t)code_copy < sizeof(code_copy)) {
        return;
    }
    const bool is_ram = address >= (uintptr_t)rt_text_start && address < (uintptr_t)rt_ram_end;
    if (is_ram && !rt_try_load8(address, &byte)) {
        byte = 0;
    }
    table[filled++] = (struct attempt){address, byte};
    if (filled == BATCH) {
        try_all();
    }
}

RT_TEST(every_edge_is_where_the_regions_have_it)
{
    make_regions();
    const size_t grain = rt_regions_grain();
    for (unsigned i = 0; i < REGIONS; i++) {
        const uintptr_t base = regions[i].base;
        const uintptr_t end = base + regions[i].size;
        const uintptr_t edges[] = {base - grain, base - 2, base, base + 2, base + grain,
                                   end - grain,  end - 2,  end,  end + 2,  end + grain};
        for (unsigned k = 0; k < sizeof(edges) / sizeof(edges[0]); k++) {
            add(edges[k]);
        }
    }
    try_all();
}

RT_TEST(no_page_of_memory_or_devices_is_open)
{
    make_regions();
    for (uintptr_t page = 0; page < 0x20000000; page += (uintptr_t)PAGE * PAGES) {
        add(page);
    }
    for (uintptr_t page = (uintptr_t)rt_text_start; page < (uintptr_t)rt_ram_end; page += PAGE) {
        add(page);
    }
    try_all();
}

RT_TEST(seeded_addresses_are_as_the_regions_say)
{
    make_regions();
    uint32_t state = 23;
    for (unsigned i = 0; i < SEEDS; i++) {
        uintptr_t random = random_next(&state);
#if __riscv_xlen == 64
        random = random << 32 | random_next(&state);
#endif
        switch (i % 4) {
        case 0:
            add((uintptr_t)area + random % sizeof(area) / 2 * 2);
            break;
        case 1:
            add((uintptr_t)rt_text_start +
                random % (uintptr_t)(rt_ram_end - rt_text_start) / 2 * 2);
            break;
        case 2:
            add(random % 0x20000000 / 2 * 2);
            break;
        default:
            add(random / 2 * 2);
            break;
        }
    }
    try_all();
}
