/* SPDX-License-Identifier: MIT */
/*
 * Ten thousand random faults: random instruction words are executed, and random addresses loaded,
 * stored and jumped to, with random registers. Each must return by its trap, or by the timer if a
 * random instruction loops. The seeds are fixed, so a run can be repeated.
 *
 * The program starts an attempt by an ecall. Its handler sets every register to a random value
 * and continues at the address under test. The next trap of any kind returns the program to the
 * instruction after the ecall.
 */
#include "../out_of_line.h"
#include "random.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stdint.h>
#include <stdio.h>

extern const uint32_t random_words[], random_words_end[];

/* The accesses under test, one after the other; their address is in a0. */
extern const char random_load[], random_store[];
__asm__(".pushsection .text.random_access\n .balign 4\n"
        "random_load: lw a1, 0(a0)\n .4byte 0\n"
        "random_store: sw a1, 0(a0)\n .4byte 0\n .popsection");

static struct rt_trap_frame origin;
static uintptr_t target;
static uintptr_t argument;
static bool trying;
static unsigned returned[32];
static uint32_t seed;

/* Addresses that are not tried: a store there may end the run or change the exit status. */
static bool spared(uintptr_t address)
{
    return address >= 0x100000 && address < 0x100000 + 0x1000;
}

static void start(struct rt_trap_frame *frame)
{
    unsigned long *const registers = &frame->ra;

    origin = *frame;
    trying = true;
    for (unsigned i = 0; i < 31; i++) {
        registers[i] = random_next(&seed);
    }
    frame->a0 = argument;
    frame->pc = target;
    /* The timer ends a loop. */
    frame->status |= MSTATUS_MPIE;
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + 20000);
}

static void come_back(struct rt_trap_frame *frame)
{
    const unsigned long cause = frame->cause;

    returned[(cause & 15) + ((cause & MCAUSE_INTERRUPT) != 0 ? 16 : 0)]++;
    trying = false;
    *frame = origin;
    frame->pc += 4;
}

static bool on_trap(struct rt_trap_frame *frame)
{
    if (trying) {
        come_back(frame);
        return true;
    }
    if (frame->cause != CAUSE_ECALL_M) {
        return false;
    }
    start(frame);
    return true;
}

OUT_OF_LINE static void try(uintptr_t address, uintptr_t a0)
{
    target = address;
    argument = a0;
    csr_set(mie, MIP_MTIP);
    __asm__ volatile(".option push\n .option norvc\n ecall\n .option pop" ::: "memory");
    csr_clear(mie, MIP_MTIP);
}

static void handle_everything(void)
{
    for (unsigned long cause = 0; cause < 16; cause++) {
        RT_REQUIRE_EQ(rt_trap_set_handler(cause, on_trap), 0);
        RT_REQUIRE_EQ(rt_trap_set_handler(MCAUSE_INTERRUPT | cause, on_trap), 0);
    }
}

static unsigned tell(void)
{
    unsigned sum = 0;

    for (unsigned i = 0; i < 32; i++) {
        if (returned[i] != 0) {
            printf("%s %u: %u\n", i < 16 ? "exception" : "interrupt", i % 16, returned[i]);
        }
        sum += returned[i];
    }
    return sum;
}

enum kind {
    EXECUTE,
    JUMP,
    LOAD,
    STORE
};

static const struct batch {
    const char *label;
    enum kind kind;
    unsigned first;
    unsigned count;
} batches[] = {
    {"words_1", EXECUTE, 0, 1000},    {"words_2", EXECUTE, 1000, 1000},
    {"words_3", EXECUTE, 2000, 1000}, {"words_4", EXECUTE, 3000, 1000},
    {"jumps", JUMP, 77, 2000},        {"loads", LOAD, 88, 2000},
    {"stores", STORE, 99, 2000},
};

/* A jal into the firmware's own code does not fault, and its effect is unpredictable. */
static bool leads_astray(const uint32_t *word)
{
    const uint32_t w = *word;
    const uint32_t offset =
        (w >> 31) * 0xfff00000U | (w & 0xff000) | (w >> 9 & 0x800) | (w >> 20 & 0x7fe);
    const uintptr_t to = (uintptr_t)word + (uintptr_t)(intptr_t)(int32_t)offset;

    return (w & 0x7f) == 0x6f &&
           (to < (uintptr_t)random_words || to >= (uintptr_t)random_words_end);
}

static uintptr_t pick(uintptr_t address)
{
    return spared(address) ? 0 : address;
}

static void try_one(const struct batch *batch, unsigned i)
{
    const uint32_t *const word = random_words + 2 * (batch->first + i);

    switch (batch->kind) {
    case EXECUTE:
        try(leads_astray(word) ? 0 : (uintptr_t)word, 0);
        break;
    case JUMP:
        try(pick(random_next(&seed) & ~1U), 0);
        break;
    case LOAD:
        try((uintptr_t)random_load, pick(random_next(&seed)));
        break;
    case STORE:
        try((uintptr_t)random_store, pick(random_next(&seed)));
        break;
    }
}

RT_TEST_TABLE(each_comes_back, batches)
{
    handle_everything();
    seed = row->first + 1;
    for (unsigned i = 0; i < row->count; i++) {
        try_one(row, i);
    }
    RT_EXPECT_EQ(tell(), row->count);
}
