/* SPDX-License-Identifier: MIT */
/* Separates log records from text; see src/log/wire.h for their form. */
#ifndef RIVET_RUN_LOG_WIRE_H
#define RIVET_RUN_LOG_WIRE_H

#include "log/wire.h"

#include <stdbool.h>

enum {
    LOG_WIRE_WORDS = 64, /* more than a record has */
};

struct log_record {
    unsigned origin; /**< As in wire.h, without RTI_LOG_ORIGIN_TIMED. */
    uint32_t site;   /**< 0: a position. */
    bool is_timed;
    uint32_t time; /**< The low word. */
    uint32_t words[LOG_WIRE_WORDS];
    unsigned count;
};

/** Bytes that may be a record. */
struct log_wire {
    unsigned char bytes[RTI_LOG_WIRE_MAX + 32];
    size_t count;
    uint16_t check; /**< What the check of records begins with. */
    uint16_t other; /**< The same for another build, whose records are dropped; or check. */
};

enum log_wire_event {
    LOG_WIRE_NOTHING, /**< More bytes are needed. */
    LOG_WIRE_TEXT,    /**< The first byte is text. */
    LOG_WIRE_RECORD,
    LOG_WIRE_OTHER, /**< A record of the other build. */
};

/** Whether a byte may begin a record. */
bool log_wire_begins(unsigned char byte);

/**
 * Takes the next byte. The first must begin a record. After LOG_WIRE_TEXT the caller gives the
 * other bytes once more, to a wire that is empty again.
 */
enum log_wire_event log_wire_take(struct log_wire *wire, unsigned char byte,
                                  struct log_record *record);

#endif
