/* SPDX-License-Identifier: MIT */
/*
 * Makes the snapshot of src/panic/snapshot.h from a dump, so that the target's own functions judge
 * it.
 */
#ifndef RIVET_DUMP_SNAPSHOT_H
#define RIVET_DUMP_SNAPSHOT_H

#include "memory.h"

#include "panic/dump.h"
#include "panic/panic.h"

enum {
    MOST_HARTS = 16
};

/** What a snapshot leads to. */
struct host_snapshot {
    struct panic_snapshot snapshot;
    struct memory *memory;
    uint64_t fields[DUMP_FIELD_COUNT]; /**< The words of rti_panic_dump. */
    uint8_t *code; /**< Of the image, for snapshot.text_offset; the owner frees it. */
    struct panic_image image;
    uint8_t build[PANIC_BUILD_ID_SIZE];
    struct rt_trap_frame frame, outer;
    struct rt_stack stacks[RT_STACKS_MAX];
    struct panic_hart harts[MOST_HARTS];
    struct rt_trap_frame hart_frames[MOST_HARTS];
    uint64_t format;    /**< The message's address; 0 if there is none. */
    uint64_t arguments; /**< The address of its variable arguments. */
};

/** Returns false if the registers are not in the dump. */
bool host_snapshot_fill(struct host_snapshot *host, struct memory *memory);

/** Changes the frame of a call of rt_panic as if the caller had trapped. */
void host_move_to_caller(const struct host_snapshot *host, struct rt_trap_frame *frame);

/** Reads the frame at the target's @p address. Returns false if it is not in the dump. */
bool host_read_frame(const struct memory *memory, uint64_t address, struct rt_trap_frame *frame);

#endif
