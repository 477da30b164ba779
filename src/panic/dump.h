/* SPDX-License-Identifier: MIT */
/*
 * The dump of REPORT host and block: what the target writes in place of a report, for rivet-run to
 * read. All words have the target's size and byte order.
 *
 * A dump is pieces of memory. Each is a frame of kind RT_FRAME_PANIC (rt/frame.h), which has a
 * checksum. Its payload is two halves, the piece's number and DUMP_VERSION, then a word, the
 * address, then the bytes from there up to the next multiple of DUMP_PIECE, or up to where the
 * range ends. The number is 16 bits and starts at 0, so that lost pieces can be named. The build
 * id comes first, in one or two pieces. A piece without bytes ends the dump. A later piece may have
 * the memory of an earlier one, as it is then.
 */
#ifndef PANIC_DUMP_H
#define PANIC_DUMP_H

#define DUMP_VERSION 1

/** Words of a piece. A guard has at least as many, so no piece is partly in one. */
#define DUMP_WORDS 32

/** Bytes of a piece's words, and of what precedes them in the payload. */
#define DUMP_PIECE(word_size)  (DUMP_WORDS * (word_size))
#define DUMP_HEADER(word_size) (4 + (word_size))

/** PART(name, what is missing if a fault ended it): the parts of a dump, in their order. A fault in
 * a hook counts for the part before. */
#define DUMP_PARTS(PART)                \
    PART(stop, "stop of harts")         \
    PART(stdout, "stdout's text")       \
    PART(last_words, "port's output")   \
    PART(port, "port's settings")       \
    PART(guards, "check of the guards") \
    PART(protection, "protection")      \
    PART(time, "time")                  \
    PART(build, "")                     \
    PART(state, "")                     \
    PART(frame, "")                     \
    PART(stack, "further memory")       \
    PART(hooks, "")                     \
    PART(last_state, "")                \
    PART(last, "")                      \
    PART(drain, "end")                  \
    PART(end, "rt_panic_end")           \
    PART(state_again, "")               \
    PART(last_again, "")                \
    PART(drain_again, "")               \
    PART(exit, "")

/**
 * FIELD(name): what a panic knows apart from memory, in words.
 *
 * part, failed: the part, and a bit for each one in which a fault occurred
 * pieces: how many there are so far
 * from, end: the rest of the range that is being written
 * fault: the frame of the last fault in a part; 0 if there was none
 * waited: 1 if a hart did not answer
 * hooks, next: bytes of the hooks that are left, and how many ranges of the last one are written
 * frame, block: what led here, on the trap stack, and the hart's block
 * is_inside, state, enabled: as in struct panic_snapshot
 * damage: in a painted guard, the word that was written; or 0
 * time, time_high: by the board's timer, in its ticks
 * protection: the registers pmpcfg0 to pmpcfg3; those with odd numbers only on RV32
 */
#define DUMP_FIELDS(FIELD) \
    FIELD(part)            \
    FIELD(failed)          \
    FIELD(pieces)          \
    FIELD(from)            \
    FIELD(end)             \
    FIELD(fault)           \
    FIELD(waited)          \
    FIELD(hooks)           \
    FIELD(next)            \
    FIELD(frame)           \
    FIELD(block)           \
    FIELD(is_inside)       \
    FIELD(state)           \
    FIELD(enabled)         \
    FIELD(damage)          \
    FIELD(time)            \
    FIELD(time_high)       \
    FIELD(protection0)     \
    FIELD(protection1)     \
    FIELD(protection2)     \
    FIELD(protection3)

#ifdef __ASSEMBLER__

/* Each macro is one line because the assembler ends a statement at a line's end. */
/* clang-format off */
#define DUMP_SYMBOL(name) \
    .equ DUMP_##name, dump_offset; \
    .set dump_offset, dump_offset + __riscv_xlen / 8;
    .set dump_offset, 0
    DUMP_FIELDS(DUMP_SYMBOL)
    .equ DUMP_SIZE, dump_offset
#define DUMP_PART_SYMBOL(name, text) \
    .equ DUMP_PART_##name, dump_part; \
    .set dump_part, dump_part + 1;
    .set dump_part, 0
    DUMP_PARTS(DUMP_PART_SYMBOL)
/* clang-format on */

#else

enum dump_part {
#define DUMP_PART(name, text) DUMP_PART_##name,
    DUMP_PARTS(DUMP_PART)
#undef DUMP_PART
    DUMP_PART_COUNT
};

enum dump_field {
#define DUMP_FIELD(name) DUMP_FIELD_##name,
    DUMP_FIELDS(DUMP_FIELD)
#undef DUMP_FIELD
    DUMP_FIELD_COUNT
};

/** In memory that no boot clears; for the functions of base/dump_range.h. */
extern unsigned long rti_panic_dump[DUMP_FIELD_COUNT];

#endif

#endif
