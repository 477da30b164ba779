/* SPDX-License-Identifier: MIT */
/*
 * What the files of this folder share; see ring.h for the ring and wire.h for what leaves it.
 */
#ifndef LOG_H
#define LOG_H

#include "ring.h"

#include <rt/log.h>

/** A hart's reader, and what the host knows of the hart. */
struct rti_log_sender {
    struct rti_log_reader reader;
    struct rti_log_reader next; /* the reader after the record that is being sent */
    volatile bool is_sent;      /* that record has been sent, so next is the reader */
    uint32_t told;              /* the number of the next record that the host expects */
    uint32_t time_high;         /* the high word of the time that the host knows */
    uint32_t left;              /* records that may follow until the next position is sent */
};

/** Defined, with rti_log_places, in the object that rivet_add_firmware makes. */
extern const struct rti_log_layout {
    unsigned harts;
    uint32_t block_words;           /* of each block of a ring, its header included */
    uint32_t *memory;               /* of all rings, by number of the hart */
    struct rti_log_sender *senders; /* by number of the hart */
} rti_log_layout;

/** The ring of hart @p number. */
static inline struct rti_log_ring rti_log_ring(unsigned number)
{
    const uint32_t words = rti_log_layout.block_words;

    return (struct rti_log_ring){rti_log_layout.memory + number * RTI_LOG_BLOCKS * words, words};
}

/** The first bytes of the build id, as blocks have them. */
uint32_t rti_log_build(void);

/** Only one hart may use a port at a time, so only the boot hart sends automatically. It also sends
 * the records of others. */
static inline bool rti_log_owns_port(void)
{
    return rti_log_layout.harts == 1 || rt_hart_block_of_trap()->number == 0;
}

/** Begins a new block for the running hart. Interrupts are off. */
void rti_log_begin_block(void);

/** Stores a record of @p words words, at most RTI_LOG_RECORD_WORDS. */
void rti_log_store(const uint32_t *record, unsigned words);

/**
 * Sends @p size bytes where LOG_TO says, all of them together, so that no text of an interrupt
 * handler gets between them. Returns false if nothing was sent because the port accepts nothing.
 * Sets
 * @p is_sent together with the last byte, so that a handler finds either both done or none.
 */
bool rti_log_output(const void *bytes, size_t size, volatile bool *is_sent);

/**
 * Sends a record, and before it a position if the host needs one. @p origin is as in wire.h, and
 * the record is number @p number of its hart. Returns false if the port accepts nothing.
 */
bool rti_log_send_record(struct rti_log_sender *sender, unsigned origin, const uint32_t *record,
                         uint32_t number);

/**
 * Sends a record of each hart, up to @p rounds times, until none is left or @p may_go_on returns
 * false. Returns whether a record was sent. If another program is sending, that does the same once
 * more instead.
 */
bool rti_log_send(uint32_t rounds, bool (*may_go_on)(void));

/** Returns true, for rti_log_send. */
bool rti_log_always(void);

/** Sends what the rings hold. */
void rti_log_send_all(void);

/** The same, and tells the host how many there were. */
void rti_log_finish(void);

/** The hooks of hooks.h. */
void rti_log_end_of_run(void);
void rti_log_idle(void);
void rti_log_panic(void);

#endif
